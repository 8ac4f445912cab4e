#include "jose/stream_verifier.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "jose/token.hpp"
#include "jose/tokens.hpp"
#include "jose/verifier.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cauth::jose {
namespace {

// A pool signs with two keys. Made-up headers never get here, and more than so many real ones are forgotten.
constexpr std::size_t kMostKnown = 64;

template <class List, class Value>
bool contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

struct Parts {
  std::string_view header, payload, signature, signing_input;
};

bool take_apart(std::string_view token, Parts& parts) {
  if (token.size() > kLargestToken) return false;
  const auto first = token.find('.');
  const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (second == std::string_view::npos || second + 1 == token.size()) return false;
  parts = {.header = token.substr(0, first),
           .payload = token.substr(first + 1, second - first - 1),
           .signature = token.substr(second + 1),
           .signing_input = token.substr(0, second)};
  return true;
}

}  // namespace

StreamVerifier::StreamVerifier(const Policy& policy, SharedKeys& keys, TimePoint now)
    : policy_(policy), keys_(keys), now_(now) {}

StreamVerdict StreamVerifier::judge(std::string_view token) {
  std::string kid;
  const ScannedClaims* claims = judge_shortly(token, kid);
  if (claims == nullptr) return judge_fully(token);
  return {.verdict = {.kid = std::move(kid)},
          .payload_text = payload_,
          .token_use = claims->token_use,
          .username = claims->username,
          .expires = *claims->expires};
}

// Null: not known to be good. Why is not asked here.
const ScannedClaims* StreamVerifier::judge_shortly(std::string_view token, std::string& kid) {
  Parts parts;
  if (!take_apart(token, parts) || !base64url_decode(parts.payload, payload_)) return nullptr;
  // White space between members would break the line that shows the payload.
  if (payload_.find('\n') != std::string::npos || payload_.find('\r') != std::string::npos) return nullptr;
  const ScannedClaims* claims = scanner_.scan(payload_);
  if (claims == nullptr || !claims_pass(*claims)) return nullptr;
  Known* known = find_known(parts.header, claims->issuer);
  if (known == nullptr || !base64url_decode(parts.signature, signature_)) return nullptr;
  if (!known->verifier.verify(parts.signing_input, signature_)) return nullptr;
  kid = known->kid;
  return claims;
}

// The rules of `verify` that are about claims, for the plain case alone.
bool StreamVerifier::claims_pass(const ScannedClaims& claims) const {
  if (!policy_.of_user_pool || !policy_.groups.empty() || !contains(policy_.issuers, claims.issuer))
    return false;
  const auto use = token_use_named(claims.token_use);
  if (!use || use == TokenUse::refresh || (policy_.token_use && use != policy_.token_use)) return false;
  const std::string& client = use == TokenUse::id ? claims.audience : claims.client;
  if (!policy_.any_client && !contains(policy_.clients, client)) return false;
  if (!claims.expires || now_ >= *claims.expires + policy_.leeway) return false;
  if (claims.not_before && *claims.not_before > now_ + policy_.leeway) return false;
  if (claims.issued && *claims.issued > now_ + policy_.leeway) return false;
  if (policy_.scopes.empty()) return true;
  const auto scopes = split_words(claims.scope);
  return std::any_of(scopes.begin(), scopes.end(),
                     [&](auto scope) { return contains(policy_.scopes, scope); });
}

StreamVerdict StreamVerifier::judge_fully(std::string_view token) {
  auto full = verify(token, policy_, keys_, now_);
  StreamVerdict result{.verdict = std::move(full.verdict)};
  if (!result.verdict) return result;
  const Json& payload = full.token->payload;
  remember(token.substr(0, token.find('.')), string_member_or(payload, "iss", ""), result.verdict.kid);
  // As text on one line, whatever white space the issuer wrote.
  payload_ = json_text(payload);
  username_ = string_member_or(payload, "cognito:username", string_member_or(payload, "username", ""));
  const auto use = token_use_named(string_member_or(payload, "token_use", ""));
  result.payload_text = payload_;
  result.token_use = use ? name_of(*use) : "";
  result.username = username_;
  result.expires = *time_claim(payload, "exp");
  return result;
}

StreamVerifier::Known* StreamVerifier::find_known(std::string_view header_part, std::string_view issuer) {
  for (auto& known : known_) {
    if (known.header_part == header_part && known.issuer == issuer) return &known;
  }
  return nullptr;
}

void StreamVerifier::remember(std::string_view header_part, const std::string& issuer,
                              const std::string& kid) {
  if (find_known(header_part, issuer) != nullptr) return;
  if (known_.size() == kMostKnown) known_.clear();
  const Jwk* jwk = keys_.find(issuer, kid);
  known_.push_back({.header_part = std::string(header_part),
                    .issuer = issuer,
                    .kid = kid,
                    .verifier = crypto::Rs256Verifier(*jwk->key)});
}

}  // namespace cauth::jose
