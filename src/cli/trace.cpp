#include "cli/trace.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace cauth::cli {
namespace {

constexpr std::size_t kDigestShown = 8;

std::string digest_of(std::string_view token) {
  return "sha256 " + hex_encode(crypto::octets(crypto::sha256(token))).substr(0, kDigestShown);
}

std::string whose(const Json& claims) {
  for (const char* name : {"username", "cognito:username"}) {
    const std::string user = string_member_or(claims, name, "");
    if (!user.empty()) return " of " + printable(user);
  }
  return {};
}

std::string expiry(const Json& claims, TimePoint now) {
  const auto expires = jose::time_claim(claims, "exp");
  return expires ? ", " + format_expiry(*expires, now) : std::string();
}

}  // namespace

std::string describe_token(std::string_view token, TimePoint now) {
  const jose::DecodeResult decoded = jose::decode_token(token);
  if (decoded.reason == jose::Reason::encrypted_token)
    return fmt::format("refresh token, {}", digest_of(token));
  if (!decoded.token) return {};
  const Json& claims = decoded.token->payload;
  const std::string use = string_member_or(claims, "token_use", "");
  return fmt::format("{}token{}{}, {}", use.empty() ? use : printable(use) + ' ', whose(claims),
                     expiry(claims, now), digest_of(token));
}

http::Describe describe_tokens(Clock& clock) {
  return [&clock](std::string_view token) { return describe_token(token, clock.now()); };
}

}  // namespace cauth::cli
