#include "call/curl_names.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace cauth::call {
namespace {

constexpr auto kNames = std::to_array<CurlName>({
#define NAME(name, letter, kind) {name, letter, ValueKind::kind},
#include "call/curl_names.def"
#undef NAME
});

}  // namespace

std::span<const CurlName> curl_names() {
  return kNames;
}

const CurlName* find_curl_letter(char letter) {
  if (letter == ' ') return nullptr;
  const auto* found =
      std::find_if(kNames.begin(), kNames.end(), [&](const CurlName& each) { return each.letter == letter; });
  return found == kNames.end() ? nullptr : found;
}

LongName match_long_name(std::string_view typed) {
  LongName match;
  match.negated = typed.starts_with("no-");
  if (match.negated) typed.remove_prefix(3);
  if (typed.empty()) return match;
  int hits = 0;
  for (const auto& each : kNames) {
    if (!equal_ignoring_case(each.name.substr(0, typed.size()), typed)) continue;
    match.option = &each;
    if (each.name.size() == typed.size()) {
      hits = 1;
      break;
    }
    ++hits;
  }
  match.ambiguous = hits > 1;
  return match;
}

}  // namespace cauth::call
