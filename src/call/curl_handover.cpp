#include "call/curl_handover.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace cauth::call {
namespace {

bool is_named(const Url& url, std::span<const Url> named) {
  return std::any_of(named.begin(), named.end(), [&](const Url& each) { return same_origin(each, url); });
}

Error several_origins(const Url& one, const Url& other) {
  return usage_error(fmt::format("the token would go to \"{}\" and to \"{}\"", one.origin(), other.origin()),
                     "call them one after another, or with --next between them and --origin for whose it is");
}

// All of one origin, or all of what was named.
bool wants_token(const CurlPart& part, std::span<const Url> named) {
  for (const auto& url : part.urls) {
    const Url& first = part.urls.front();
    if (named.empty() ? !same_origin(url, first) : is_named(url, named) != is_named(first, named))
      throw several_origins(first, url);
  }
  return named.empty() || is_named(part.urls.front(), named);
}

bool lists(std::string_view hosts, std::string_view host) {
  const auto names = split(hosts, ',');
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return trim(name) == "*" || trim(name) == host; });
}

// This machine by its name, and another by what else the line says.
bool may_leave_the_machine(const Url& url, const CurlPart& part) {
  return part.leads_elsewhere || (part.no_proxy && !lists(*part.no_proxy, url.host));
}

void check_encrypted(const Url& url, const CurlPart& part, TokenPlan& plan, const Options& options) {
  using Send = TokenPlan::Send;
  if (part.local_socket && plan.send == Send::unencrypted) plan.send = Send::yes;
  const bool loopback = url.scheme == "http" && url.is_loopback() && !part.local_socket;
  const bool leaves = loopback && may_leave_the_machine(url, part) && !options.allow_http;
  if (plan.send == Send::unencrypted || (plan.send == Send::yes && leaves)) {
    throw usage_error(fmt::format("the token would go unencrypted to \"{}\"", url.origin()),
                      "use https, leave the token out with --token-use none, or say --allow-http");
  }
}

// What depends on the header that the token stands in.
std::optional<Doubt> doubt_about_plan(const CurlPart& part, const TokenPlan& plan) {
  if (equal_ignoring_case(plan.header_name, kUsualHeader)) return std::nullopt;
  const bool own = std::any_of(part.headers.begin(), part.headers.end(), [&](const std::string& name) {
    return equal_ignoring_case(name, plan.header_name);
  });
  if (own) return doubt_about_own_header(plan.header_name);
  if (!part.follows) return std::nullopt;
  return Doubt{fmt::format("a redirect would take \"{}\" to another origin: curl strips Authorization alone",
                           plan.header_name),
               fmt::format("leave out -L; {}", kNameTheOrigin)};
}

// One config serves all addresses of the part.
void check_same_way(const TokenPlan& one, const TokenPlan& other, const Url& url) {
  const bool same = one.send == other.send && one.use == other.use && one.scopes == other.scopes &&
                    one.header_name == other.header_name && one.bearer == other.bearer;
  if (same) return;
  throw usage_error(
      fmt::format("\"{}\" gets its token in another way than what stands beside it", url.origin()),
      "put --next between them, or call them one after another");
}

TokenPlan plan_part(const CurlPart& part, std::span<const Url> named, const TokenRules& rules,
                    const Options& options) {
  if (options.token_use == "none" || !wants_token(part, named)) return {};
  std::optional<TokenPlan> common;
  for (const auto& url : part.urls) {
    TokenPlan plan =
        named.empty() ? plan_for_typed(url, rules, options, false) : plan_for_named(url, rules, options);
    if (plan.send == TokenPlan::Send::not_named) return plan;
    const auto doubt = part.doubt ? part.doubt : doubt_about_plan(part, plan);
    if (named.empty() && doubt) throw usage_error(doubt->what, doubt->hint);
    check_encrypted(url, part, plan, options);
    if (common) check_same_way(*common, plan, url);
    common = std::move(plan);
  }
  return *std::move(common);
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += character;
  }
  return result + '"';
}

}  // namespace

std::vector<TokenPlan> plan_curl_parts(std::span<const CurlPart> parts, std::span<const Url> named,
                                       const TokenRules& rules, const Options& options) {
  std::vector<TokenPlan> plans;
  for (const auto& part : parts) {
    plans.push_back(part.urls.empty() ? TokenPlan() : plan_part(part, named, rules, options));
  }
  return plans;
}

SecretString curl_config(const TokenPlan& plan, std::string_view token) {
  const bool usual = plan.bearer && equal_ignoring_case(plan.header_name, kUsualHeader);
  SecretString config(usual ? "oauth2-bearer = " : "header = ");
  std::string value = usual ? in_quotes(token)
                            : in_quotes(fmt::format("{}: {}", plan.header_name, header_value(plan, token)));
  config.append(value);
  config.append("\n");
  wipe(value);
  return config;
}

std::string curl_config_for_loopback(const CurlPart& part, std::string_view no_proxy) {
  if (part.urls.empty() || part.urls.front().scheme != "http" || !part.urls.front().is_loopback()) return {};
  return fmt::format("noproxy = {}\n", in_quotes(fmt::format("{},{}", part.urls.front().host, no_proxy)));
}

}  // namespace cauth::call
