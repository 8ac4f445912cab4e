#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "jose/token.hpp"

#include <string>
#include <string_view>

namespace cauth::cli {

/// A title and a line for each member, times made readable: for people.
std::string text_section(std::string_view title, const Json& object, TimePoint now);

/// header, payload, signature_checked, token_use, expires_at, expires_in.
Json value_of_token(const jose::DecodedToken& token, TimePoint now);

/// A line that shows where `now` lies between iat and exp; empty when it is not between them.
std::string life_bar(const Json& payload, TimePoint now);

/// What `after` has otherwise: header and payload, each with the members added, removed and changed (from,
/// to).
Json difference_of(const jose::DecodedToken& before, const jose::DecodedToken& after);
/// The same for people, as a list of lines with + and -.
std::string text_of_difference(const Json& difference, TimePoint now);

}  // namespace cauth::cli
