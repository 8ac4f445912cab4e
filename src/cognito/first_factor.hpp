#pragma once

#include "cognito/conversation.hpp"

#include <optional>
#include <string_view>

namespace cauth::cognito {

// The first factors of choice-based sign-in that prove a password. The others want nothing beforehand.
constexpr std::string_view kPassword = "PASSWORD";
constexpr std::string_view kPasswordSrp = "PASSWORD_SRP";

/// What goes along with a first factor that is asked for by name: PASSWORD, SRP_A, or nothing at all. Nothing
/// (the optional) when nobody knows the password.
std::optional<Answers> first_factor_parameters(Conversation& conversation, std::string_view factor);

}  // namespace cauth::cognito
