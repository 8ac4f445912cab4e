#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace cauth::oauth {

/// A longer query is no answer to ours.
constexpr std::size_t kLongestRedirect = std::size_t{16} * 1024;

/// The authorization code in the query that the browser came back with. Nothing when it is no answer to this
/// sign-in: another state, or neither code nor error, or one of them twice. Error{refused} or {temporary} for
/// an error, which Cognito sends without the state at times.
std::optional<SecretString> code_in(std::string_view query, std::string_view state);

/// The query of an address as a person pasted it, with blanks around it, quotes, or without what stands
/// before the question mark. Points into the text.
std::string_view query_of_pasted(std::string_view text);

}  // namespace cauth::oauth
