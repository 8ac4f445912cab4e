// The short way of a stream reads claims by a parser of its own: what it takes for plain must be what the
// strict parser reads, value by value.
#include "base/json.hpp"
#include "jose/claims_scan.hpp"
#include "jose/token.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

using cauth::Json;
using cauth::string_member_or;
using cauth::fuzz::require;
using cauth::jose::time_claim;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  cauth::jose::ClaimsScanner scanner;
  const auto* claims = scanner.scan(text);
  if (claims == nullptr) return 0;
  const auto parsed = cauth::parse_json(text);
  require(static_cast<bool>(parsed) && (*parsed).is_object());
  const Json& payload = *parsed;
  require(claims->issuer == string_member_or(payload, "iss", ""));
  require(claims->token_use == string_member_or(payload, "token_use", ""));
  require(claims->audience == string_member_or(payload, "aud", ""));
  require(claims->client == string_member_or(payload, "client_id", ""));
  require(claims->scope == string_member_or(payload, "scope", ""));
  require(claims->expires == time_claim(payload, "exp"));
  require(claims->not_before == time_claim(payload, "nbf"));
  require(claims->issued == time_claim(payload, "iat"));
  return 0;
}
