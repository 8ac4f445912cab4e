#pragma once

#include <string>
#include <string_view>

namespace cauth::aws {

/// What a user can do about a refusal, or nothing: one row of cognito_hints.def. `action` is the IAM action
/// of the operation ("cognito-idp:AdminGetUser").
std::string hint_for(std::string_view code, std::string_view message, std::string_view action);

}  // namespace cauth::aws
