#include "base/error.hpp"

#include <utility>

namespace cauth {

int exit_code(const Error& error) {
  constexpr int kUsage = 2;
  constexpr int kSignalBase = 128;
  switch (error.category) {
    case Category::usage: return kUsage;
    case Category::refused: return 3;
    case Category::action_needed: return 4;
    // 1 to 4 mean something else here; all of curl's say that the request could not be made as it was
    // written.
    case Category::transport: return error.detail >= 5 ? error.detail : kUsage;
    case Category::temporary: return 75;
    case Category::interrupted: return kSignalBase + error.detail;
    case Category::internal: break;
  }
  return 70;
}

Error usage_error(std::string what_failed, std::string hint) {
  return {Category::usage, std::move(what_failed), std::move(hint)};
}

}  // namespace cauth
