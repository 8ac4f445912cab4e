#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// The keys of AuthParameters and ChallengeResponses are upper case with underscores, and the service takes
/// no others: the right spelling of a key that is one of them but for that ("USERNAME" for "Username",
/// "NEW_PASSWORD" for "newPassword"); nothing when it is right, or is none that we know.
std::optional<std::string> misspelt_key(std::string_view key);

}  // namespace cauth::cognito
