#include "cli/service.hpp"

#include "aws/credentials.hpp"
#include "aws/profile_files.hpp"
#include "aws/region.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "http/proxy.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace cauth::cli {
namespace {

constexpr std::string_view kService = "cognito-idp";
constexpr std::string_view kTargetPrefix = "AWSCognitoIdentityProviderService";
constexpr std::chrono::seconds kConnectTimeout{10};
constexpr std::chrono::seconds kTotalTimeout{60};  // the pool's triggers may take their 5 seconds each

// A setting of the user's own, else the AWS profile's, as the AWS CLI has it.
std::string setting_or_aws_profile(Context& context, std::string_view name) {
  const session::Settings& settings = context.settings();
  if (auto value = settings.get(name)) return *value;
  const std::string profile =
      settings.get("aws_profile").value_or(context.env().get("AWS_PROFILE").value_or("default"));
  const auto section = aws::read_profile(context.env(), profile);
  if (!section) return {};
  const auto found = section->find(name);
  return found == section->end() ? std::string() : found->second;
}

// Of two client secrets.
constexpr int kFirst = 1;
constexpr int kSecond = 2;

bool has_two_secrets(const session::Settings& settings) {
  const auto secret = settings.find_secret("client_secret");
  return secret && secret->other != nullptr;
}

void check_endpoint(const session::Setting& setting) {
  if (parse_url(setting.value)) return;
  throw usage_error(
      fmt::format("the endpoint \"{}\" is no URL (from {})", printable(setting.value), setting.origin),
      "it looks like http://127.0.0.1:9230");
}

// Signatures name a region, whoever answers.
aws::Credentials credentials_for(Context& context, std::string_view region) {
  if (region.empty()) {
    throw usage_error("a signed request needs an AWS region", "give --region, or set AWS_REGION");
  }
  return aws::find_credentials(context.env(), context.settings().get("aws_profile"), context.clock());
}

}  // namespace

std::string endpoint_of_settings(const session::Settings& settings) {
  const auto endpoint = settings.find("endpoint_url");
  if (!endpoint) return {};
  check_endpoint(*endpoint);
  std::string text = endpoint->value;
  while (text.ends_with('/')) text.pop_back();
  return text;
}

http::Request request_template(Context& context, std::string_view url) {
  const session::Settings& settings = context.settings();
  http::Request request;
  request.limits = {.connect_timeout = kConnectTimeout, .total_timeout = context.time_left(kTotalTimeout)};
  request.tls.ca_file = setting_or_aws_profile(context, "ca_bundle");
  request.proxy =
      url.starts_with("http:") ? http::proxy_for(context.env(), "http") : settings.get("proxy").value_or("");
  request.no_proxy = settings.get("no_proxy").value_or("");
  request.user_agent = fmt::format("cauth/{}", CAUTH_VERSION);
  request.trace = context.service_trace();
  return request;
}

http::Request request_template(Context& context) {
  return request_template(context, endpoint_of_settings(context.settings()));
}

Place place_of_settings(Context& context) {
  const session::Settings& settings = context.settings();
  Place place{.endpoint = endpoint_of_settings(settings), .region = {}};
  if (const auto region = settings.region()) {
    place.region = region->value;
    if (!aws::is_region(place.region)) {
      throw usage_error(
          fmt::format("\"{}\" is no AWS region (from {})", printable(place.region), region->origin),
          "it looks like eu-west-1");
    }
  } else if (place.endpoint.empty()) {
    throw usage_error("no AWS region is known",
                      "give --user-pool-id or --region, or set one of them in the profile");
  }
  return place;
}

aws::Service user_pool_service(Context& context, const Place& place) {
  const session::Settings& settings = context.settings();
  aws::Service service;
  service.endpoint = place.endpoint.empty()
                         ? aws::endpoint_url(kService, place.region,
                                             {.fips = settings.enabled("use_fips_endpoint"),
                                              .dual_stack = settings.enabled("use_dualstack_endpoint")})
                         : place.endpoint + '/';
  service.target_prefix = kTargetPrefix;
  service.signing_name = kService;
  service.region = place.region;
  service.endpoint_was_set = !place.endpoint.empty();
  service.request = request_template(context, place.endpoint);
  service.credentials = [&context, region = place.region] { return credentials_for(context, region); };
  return service;
}

aws::Service user_pool_service(Context& context) {
  return user_pool_service(context, place_of_settings(context));
}

cognito::AppClient app_client(Context& context, const std::string& client_id, int worked) {
  const session::Settings& settings = context.settings();
  cognito::AppClient client{.id = cognito::check_client_id(client_id), .secret = std::nullopt};
  const auto in_use = settings.get("client_id");
  if (in_use && *in_use != client.id) return client;
  if (!has_two_secrets(settings)) {
    client.secret = settings.secret("client_secret");
  } else if (worked == kSecond) {
    client.secret = settings.other_client_secret();
    client.other_secret = [&settings] { return settings.secret("client_secret"); };
  } else {
    client.secret = settings.secret("client_secret");
    client.other_secret = [&settings] { return settings.other_client_secret(); };
  }
  return client;
}

int secret_that_worked(Context& context, bool used_other, int worked) {
  if (!has_two_secrets(context.settings())) return 0;
  return used_other == (worked == kSecond) ? kFirst : kSecond;
}

cognito::AppClient app_client(Context& context) {
  return app_client(context, context.settings().require("client_id"));
}

cognito::JwksCache jwks_cache(Context& context, const cognito::PoolId& pool) {
  return {pool_keys(context, pool), context.http_when_needed(), context.clock()};
}

cognito::JwksCache::Options pool_keys(Context& context, const cognito::PoolId& pool) {
  auto options = fetched_keys(context, "the pool " + pool.text);
  const std::string endpoint = endpoint_of_settings(context.settings());
  options.address = [pool, endpoint](std::string_view issuer) {
    return cognito::jwks_url(pool, issuer, endpoint.empty() ? std::nullopt : std::optional(endpoint));
  };
  return options;
}

cognito::JwksCache::Options fetched_keys(Context& context, std::string whose) {
  cognito::JwksCache::Options options;
  options.whose = std::move(whose);
  if (const auto folder = context.env().cache_dir()) options.folder = *folder / "jwks";
  options.request = request_template(context);
  return options;
}

}  // namespace cauth::cli
