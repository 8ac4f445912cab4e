#include "cli/id_token_check.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "cli/service.hpp"
#include "cognito/pool.hpp"
#include "jose/verifier.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>

namespace cauth::cli {
namespace {

Error bad_id_token(std::string_view why) {
  return {Category::refused, fmt::format("the ID token that came is not to be trusted: {}", why)};
}

void check_signature(Context& context, const jose::Token& token, const SignIn& sign_in) {
  if (sign_in.user_pool_id.empty()) return;
  const auto pool = cognito::parse_pool_id(sign_in.user_pool_id);
  const auto& endpoint = sign_in.place.endpoint;
  auto keys = jwks_cache(context, pool);
  const jose::Policy policy{
      .issuers = cognito::issuers_of(pool, endpoint.empty() ? std::nullopt : std::optional(endpoint)),
      .clients = {sign_in.client_id},
      .token_use = jose::TokenUse::id,
      .scopes = {},
      .groups = {},
      .leeway = std::chrono::minutes(5)};
  try {
    const auto checked = jose::verify(token.text.reveal(), policy, keys, context.clock().now());
    if (!checked.verdict) throw bad_id_token(checked.verdict.message);
  } catch (const Error& error) {
    if (error.category != Category::transport && error.category != Category::temporary) throw;
    context.warn(fmt::format("the ID token's signature was not checked: {}", error.what_failed));
  }
}

}  // namespace

void check_id_token(Context& context, const jose::Tokens& tokens, const SignIn& sign_in,
                    std::string_view nonce) {
  if (!tokens.id) return;
  const auto decoded = jose::decode_token(tokens.id->text.reveal());
  if (!decoded.token) throw bad_id_token(decoded.problem);
  const Json& claims = decoded.token->payload;
  if (!equal_secret(string_member_or(claims, "nonce", ""), nonce))
    throw bad_id_token("its nonce is not the one that was sent");
  if (string_member_or(claims, "aud", "") != sign_in.client_id)
    throw bad_id_token("it is for another app client");
  check_signature(context, *tokens.id, sign_in);
}

}  // namespace cauth::cli
