#include "serve/sandbox/software_token.hpp"

#include "crypto/totp.hpp"

#include <cstddef>

namespace cauth::serve::sandbox {
namespace {

// The service's own secrets have 52 letters.
constexpr std::size_t kTokenKeyOctets = 32;

}  // namespace

std::optional<SoftwareToken> token_of_secret(std::string_view secret) {
  const auto key = crypto::parse_totp_secret(secret);
  if (!key) return std::nullopt;
  return SoftwareToken{.key = std::string(key->reveal()), .device_name = {}, .last_step = 0};
}

std::string new_token_key(Random& random) {
  return random_octets(random, kTokenKeyOctets);
}

CodeOutcome take_code(SoftwareToken& token, std::string_view code, TimePoint now) {
  const SecretString key(token.key);
  const std::uint64_t step = crypto::totp_step(now);
  for (const std::uint64_t candidate : {step, step - 1, step + 1}) {
    if (crypto::totp_code(key, candidate) != code) continue;
    if (candidate <= token.last_step) return CodeOutcome::used;
    token.last_step = candidate;
    return CodeOutcome::taken;
  }
  return CodeOutcome::wrong;
}

}  // namespace cauth::serve::sandbox
