#include "cli/login_pages.hpp"

#include "base/error.hpp"
#include "cognito/pool.hpp"
#include "oauth/discovery.hpp"
#include "oauth/domain.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace cauth::cli {

namespace {

// It costs a request, at a sign-in alone: the session remembers it.
std::string domain_of_pool(Context& context, const std::string& pool_id) {
  const std::string issuer = cognito::issuers_of(cognito::parse_pool_id(pool_id), std::nullopt).front();
  const auto request = request_template(context, issuer);
  if (auto domain = oauth::discover_domain(context.http(), request, issuer)) return *std::move(domain);
  throw usage_error(fmt::format("the user pool {} has no login pages", pool_id),
                    "give it a domain in Cognito, or name the one to use with --domain");
}

}  // namespace

std::string login_domain(Context& context, const Place& place) {
  const session::Settings& settings = context.settings();
  if (const auto domain = settings.get("domain"))
    return oauth::domain_url(*domain, place.region, settings.enabled("use_fips_endpoint"));
  if (!place.endpoint.empty()) return place.endpoint;
  if (const auto pool = settings.get("user_pool_id")) return domain_of_pool(context, *pool);
  throw usage_error("the domain of the user pool's login pages is not known",
                    "give --domain, or set CAUTH_DOMAIN or the profile's domain: an address such as "
                    "https://auth.example.com, or the prefix of an Amazon domain");
}

oauth::TokenEndpoint token_endpoint(Context& context, std::string_view domain, const std::string& client_id,
                                    int worked) {
  cognito::AppClient client = app_client(context, client_id, worked);
  return {{.domain = std::string(domain),
           .client_id = std::move(client.id),
           .client_secret = std::move(client.secret),
           .other_secret = std::move(client.other_secret),
           .request = request_template(context, domain)},
          context.http(),
          context.clock(),
          context.random()};
}

}  // namespace cauth::cli
