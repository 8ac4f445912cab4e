#include "aws/hints.hpp"

#include <algorithm>
#include <array>

namespace cauth::aws {
namespace {

struct Row {
  std::string_view code, part, hint;
};

constexpr std::array kRows{
#define HINT(code, part, hint) Row{code, part, hint},
#include "aws/cognito_hints.def"
#undef HINT
};

constexpr std::string_view kAction = "{action}";

}  // namespace

std::string hint_for(std::string_view code, std::string_view message, std::string_view action) {
  const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
    return each.code == code && message.find(each.part) != std::string_view::npos;
  });
  if (row == kRows.end()) return {};
  std::string hint(row->hint);
  if (const auto at = hint.find(kAction); at != std::string::npos) hint.replace(at, kAction.size(), action);
  return hint;
}

}  // namespace cauth::aws
