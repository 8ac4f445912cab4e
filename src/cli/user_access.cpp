#include "cli/user_access.hpp"

#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cognito/pool.hpp"
#include "jose/token.hpp"

#include <utility>

namespace cauth::cli {
namespace {

// The settings may leave the region open; the token names it.
Place place_for(Context& context, const SecretString& token) {
  const session::Settings& settings = context.settings();
  if (settings.region()) return place_of_settings(context);
  Place place{.endpoint = endpoint_of_settings(settings), .region = {}};
  const auto decoded = jose::decode_token(token.reveal());
  const auto pool = decoded.token
                        ? cognito::pool_of_issuer(string_member_or(decoded.token->payload, "iss", ""))
                        : std::nullopt;
  if (!pool) return place_of_settings(context);
  place.region = cognito::parse_pool_id(*pool).region;
  return place;
}

AccountOwner owner_of(const std::string& endpoint, const SecretString& token) {
  AccountOwner owner{.endpoint = endpoint, .user_pool_id = {}, .client_id = {}, .username = {}};
  const auto decoded = jose::decode_token(token.reveal());
  if (!decoded.token) return owner;
  const Json& claims = decoded.token->payload;
  owner.user_pool_id = cognito::pool_of_issuer(string_member_or(claims, "iss", "")).value_or("");
  owner.client_id = string_member_or(claims, "client_id", "");
  owner.username = string_member_or(claims, "username", "");
  return owner;
}

}  // namespace

UserAccess::Source UserAccess::find(Context& context) {
  session::Freshness wanted;
  wanted.use = jose::TokenUse::access;
  ReadyToken ready = fresh_token(context, wanted);
  if (!ready.renewable) {
    const Place place = place_for(context, ready.token.text);
    AccountOwner owner = owner_of(place.endpoint, ready.token.text);
    return {.token = std::move(ready.token.text),
            .service = user_pool_service(context, place),
            .session = std::nullopt,
            .owner = std::move(owner)};
  }
  const auto store = open_store(context);
  session::SessionKey key = chosen_session(context, *store);
  const auto session = store->load(key);
  const Place place{.endpoint = key.endpoint, .region = session ? session->region : std::string()};
  AccountOwner owner{.endpoint = key.endpoint,
                     .user_pool_id = key.user_pool_id,
                     .client_id = key.client_id,
                     .username = key.username};
  return {.token = std::move(ready.token.text),
          .service = user_pool_service(context, place),
          .session = std::move(key),
          .owner = std::move(owner)};
}

UserAccess::UserAccess(Context& context) : UserAccess(context, find(context)) {}

UserAccess::UserAccess(Context& context, Source source)
    : source_(std::move(source)),
      client_(context.http(), context.clock(), context.random(), std::move(source_.service)),
      api_(client_, std::move(source_.token)) {}

}  // namespace cauth::cli
