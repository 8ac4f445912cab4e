#pragma once

#include "base/secret.hpp"
#include "crypto/rsa.hpp"
#include "jose/token.hpp"

#include <string_view>

// What an attacker makes of a good token. Each gives a token that every authorizer has to refuse. They are
// secrets all the same: most have the claims of the good one, and some could be mended.
namespace cauth::probe {

/// The same text, with one bit of the signature changed.
SecretString with_broken_signature(const jose::DecodedToken& good);

/// One claim more (`cauth:probe`, which no API knows), under the old signature.
SecretString with_changed_claims(const jose::DecodedToken& good);

/// Another `kid`, under the old signature.
SecretString with_changed_kid(const jose::DecodedToken& good);

/// The same claims with this `alg` ("none", "None", …) and no signature, as RFC 7519 section 6 has it.
SecretString without_signature(const jose::DecodedToken& good, std::string_view alg);

/// The same claims with alg HS256, signed with a text that everybody knows: the public key in some form.
SecretString signed_by_hmac(const jose::DecodedToken& good, std::string_view secret);

/// The same claims, signed with a key of one's own, which the header brings along as `jwk` under a `kid` of
/// its own (RFC 7515 section 4.1.3).
SecretString with_embedded_key(const jose::DecodedToken& good, const crypto::RsaPrivateKey& own);

}  // namespace cauth::probe
