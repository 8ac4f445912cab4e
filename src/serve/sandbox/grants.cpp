#include "serve/sandbox/grants.hpp"

#include "base/bytes.hpp"
#include "serve/sandbox/refusal.hpp"

#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// The parts of a compact JWE (RFC 7516 section 7.1) after its header: encrypted key, initialisation vector,
// ciphertext, tag; in the sizes that Cognito's have.
constexpr std::string_view kJweHeader = R"({"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"})";
constexpr std::size_t kKeyOctets = 256, kVectorOctets = 12, kTextOctets = 900, kTagOctets = 16;

// More are not kept: what a sandbox remembers must not grow without end.
constexpr std::size_t kMostRefreshTokens = 50'000;

}  // namespace

Grant& Grants::open(const Pool& pool, const Client& client, const User& user, TimePoint now, Random& random) {
  if (refresh_tokens_.size() >= kMostRefreshTokens) {
    grants_.clear();
    refresh_tokens_.clear();
  }
  Grant grant{.origin_jti = random_uuid(random),
              .pool_id = pool.id,
              .client_id = client.id,
              .username = user.username,
              .signed_in = now,
              .ends = now + client.refresh_token_validity};
  return grants_.emplace(grant.origin_jti, grant).first->second;
}

std::string Grants::new_refresh_token(const Grant& grant, Random& random) {
  std::string token = base64url_encode(kJweHeader);
  for (const std::size_t octets : {kKeyOctets, kVectorOctets, kTextOctets, kTagOctets})
    token += "." + base64url_encode(random_octets(random, octets));
  refresh_tokens_.emplace(token, RefreshToken{.origin_jti = grant.origin_jti});
  return token;
}

Grant& Grants::find_by_refresh_token(std::string_view token, std::string_view client_id, TimePoint now) {
  const auto found = refresh_tokens_.find(token);
  Grant* grant = found == refresh_tokens_.end() ? nullptr : find(found->second.origin_jti);
  if (grant == nullptr || grant->client_id != client_id) throw not_authorized("Invalid Refresh Token");
  if (grant->revoked) throw not_authorized("Refresh Token has been revoked");
  if (now >= grant->ends) throw not_authorized("Refresh Token has expired");
  if (found->second.retired && now >= *found->second.retired)
    throw refusal("RefreshTokenReuseException", "Refresh token reuse detected");
  return *grant;
}

void Grants::retire_refresh_token(std::string_view token, TimePoint when) {
  const auto found = refresh_tokens_.find(token);
  if (found != refresh_tokens_.end() && !found->second.retired) found->second.retired = when;
}

bool Grants::revoke_by_refresh_token(std::string_view token, std::string_view client_id) {
  const auto found = refresh_tokens_.find(token);
  if (found == refresh_tokens_.end()) return false;
  Grant* grant = find(found->second.origin_jti);
  if (grant == nullptr || grant->client_id != client_id) return false;
  grant->revoked = true;
  return true;
}

void Grants::revoke_all_of_device(const User& user, std::string_view device_key) {
  for (auto& entry : grants_) {
    if (entry.second.username == user.username && entry.second.device_key == device_key)
      entry.second.revoked = true;
  }
}

void Grants::revoke_all_of(const Pool& pool, const User& user) {
  for (auto& entry : grants_) {
    if (entry.second.pool_id == pool.id && entry.second.username == user.username)
      entry.second.revoked = true;
  }
}

Grant* Grants::find(std::string_view origin_jti) {
  const auto found = grants_.find(origin_jti);
  return found == grants_.end() ? nullptr : &found->second;
}

}  // namespace cauth::serve::sandbox
