#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::call::explain {

/// One challenge of a WWW-Authenticate header (RFC 9110 section 11.6.1): `Bearer error="invalid_token"`.
struct ChallengeHeader {
  std::string scheme;                                           ///< as written: "Bearer"
  std::vector<std::pair<std::string, std::string>> parameters;  ///< names in lower case, values unquoted

  /// Empty where there is none of that name.
  std::string parameter(std::string_view name) const;
};

/// The challenges in a header's value. What is no challenge by the grammar is passed over; a value of more
/// than 8 KiB has none.
std::vector<ChallengeHeader> read_challenges(std::string_view value);

/// Those of an answer: WWW-Authenticate, and the name that API Gateway gives it when it comes from a backend.
std::vector<ChallengeHeader> challenges_of(const http::Headers& headers);

}  // namespace cauth::call::explain
