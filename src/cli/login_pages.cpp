#include "cli/login_pages.hpp"

#include "base/error.hpp"
#include "oauth/domain.hpp"

#include <utility>

namespace cauth::cli {

std::string login_domain(Context& context, const Place& place) {
  const session::Settings& settings = context.settings();
  if (const auto domain = settings.get("domain"))
    return oauth::domain_url(*domain, place.region, settings.enabled("use_fips_endpoint"));
  if (!place.endpoint.empty()) return place.endpoint;
  throw usage_error("the domain of the user pool's login pages is not known",
                    "give --domain, or set CAUTH_DOMAIN or the profile's domain: an address such as "
                    "https://auth.example.com, or the prefix of an Amazon domain");
}

oauth::TokenEndpoint token_endpoint(Context& context, std::string_view domain, const std::string& client_id) {
  cognito::AppClient client = app_client(context, client_id);
  return {{.domain = std::string(domain),
           .client_id = std::move(client.id),
           .client_secret = std::move(client.secret),
           .request = request_template(context, domain)},
          context.http(),
          context.clock(),
          context.random()};
}

}  // namespace cauth::cli
