#pragma once

#include "base/error.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::call {

/// How a transfer, or one try of it, ended: well, when both are empty.
struct Ending {
  std::optional<Error> failure;
  std::vector<std::string> unmet;  ///< what is not as expected: see unmet()

  bool good() const { return !failure && unmet.empty(); }
  /// 1 for what is not as expected.
  int exit() const { return failure ? exit_code(*failure) : unmet.empty() ? 0 : 1; }
};

/// A request whose answer was not as expected, for people.
struct Disappointment {
  std::string what;                ///< "not as expected: GET https://api.example.com/orders"
  std::vector<std::string> unmet;  ///< a line each
};

}  // namespace cauth::call
