#pragma once

#include "base/regex.hpp"
#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// One --expect-header: 'Name: REGEX' (one of that name matches), 'Name' (there is one), '!Name' (there is
/// none).
class HeaderExpectation {
 public:
  /// Error{usage} for what cannot be read.
  explicit HeaderExpectation(std::string_view text);

  /// Nothing: it holds. Otherwise "header NAME: expected …, got …", as long as what came is, but for what is
  /// secret by the header's name.
  std::optional<std::string> unmet(const http::Headers& headers) const;

 private:
  std::string name_;
  std::string pattern_;
  std::optional<Regex> regex_;
  bool absent_ = false;
};

}  // namespace cauth::call
