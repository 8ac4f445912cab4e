#pragma once

#include "serve/sandbox/challenges.hpp"
#include "webauthn/relying_party.hpp"

#include <string_view>

namespace cauth::serve::sandbox {

constexpr std::string_view kWebAuthn = "WEB_AUTHN";

/// WEB_AUTHN: the options in CREDENTIAL_REQUEST_OPTIONS allow the user's passkeys.
Json ask_passkey(SignInCall& call, const User& user);
/// Its answer, CREDENTIAL.
Json answer_passkey(SignInCall& call, User& user, AuthSession& session);

}  // namespace cauth::serve::sandbox
