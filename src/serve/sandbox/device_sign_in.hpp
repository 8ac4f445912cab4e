#pragma once

#include "base/json.hpp"
#include "serve/sandbox/challenges.hpp"

#include <string_view>

// How a remembered device stands for the second factor: it proves its password by SRP.
namespace cauth::serve::sandbox {

constexpr std::string_view kDeviceSrpAuth = "DEVICE_SRP_AUTH";
constexpr std::string_view kDevicePasswordVerifier = "DEVICE_PASSWORD_VERIFIER";

/// Error: ResourceNotFoundException when DEVICE_KEY names a device that this user does not have. Called
/// before anything is used up: a client may answer again without it.
void check_device_key(const SignInCall& call, const User* user);

/// The device of DEVICE_KEY, where it is confirmed and remembered; null otherwise.
const Device* remembered_device(const SignInCall& call, const User& user);

Json ask_device_srp(SignInCall& call, const User& user);
Json answer_device_srp(SignInCall& call, User& user, AuthSession& session);
/// Checks PASSWORD_CLAIM_SIGNATURE, for real.
Json answer_device_proof(SignInCall& call, User& user, AuthSession& session);

}  // namespace cauth::serve::sandbox
