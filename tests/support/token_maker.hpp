#pragma once

#include "base/json.hpp"
#include "crypto/rsa.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace cauth::test {

constexpr std::string_view kPool = "eu-west-1_Example01";
constexpr std::string_view kIssuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01";
constexpr std::string_view kClient = "1example23456789";
constexpr std::string_view kKid = "test-key-1";
constexpr long long kIssued = 1795233600;  ///< where ManualClock stands

/// The text of tests/vectors/jose/NAME, without its line end.
std::string jose_vector(std::string_view name);

/// The key that tests/vectors/jose/make signs with.
const crypto::RsaPrivateKey& signing_key();
/// The public half as a member of a key set, named kKid.
Json public_jwk(const crypto::RsaPrivateKey& key = signing_key(), std::string_view kid = kKid);
std::string key_set(const std::vector<Json>& keys = {public_jwk()});

/// As Cognito writes them; made at kIssued, good for an hour.
Json header();
Json id_claims();
Json access_claims();

/// A token of these texts, signed with RS256 whatever the header says.
std::string sign_texts(std::string_view header, std::string_view payload,
                       const crypto::RsaPrivateKey& key = signing_key());
std::string sign(const Json& header, const Json& payload, const crypto::RsaPrivateKey& key = signing_key());

}  // namespace cauth::test
