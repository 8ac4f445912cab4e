#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cauth::aws {

/// One thing that a refusal can mean.
struct KnownCause {
  std::string code;     ///< for programs, stable: "secret_missing"
  std::string summary;  ///< what it is: "the app client has a secret, and none came with the request"
  std::string fix;      ///< what to do next
};

/// All that a refusal can mean, the likeliest first: rows of cognito_hints.def. An error without the
/// service's words means all that its code can; words without a code are looked for in every row. `action` is
/// the IAM action of the operation ("cognito-idp:AdminGetUser").
std::vector<KnownCause> causes_of(std::string_view code, std::string_view message, std::string_view action);

/// What a user can do about a refusal, or nothing: the likeliest cause's fix, and how to see the others.
std::string hint_for(std::string_view code, std::string_view message, std::string_view action);

/// The reason code that an error code is by itself: "user_not_confirmed" for "UserNotConfirmedException".
std::string reason_of(std::string_view error_code);

}  // namespace cauth::aws
