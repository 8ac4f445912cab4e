#include "cli/doctor_client.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "cli/service.hpp"
#include "cognito/api.hpp"
#include "cognito/srp.hpp"
#include "cognito/start_sign_in.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using State = Check::State;

constexpr const char* kAllowFlow =
    "allow ALLOW_USER_SRP_AUTH in the app client, or sign in with cauth login --web";

// What is known of the client, however it was learned.
struct ClientFacts {
  std::vector<std::string> flows;     // that login can use
  std::optional<bool> has_secret;     // nothing: it was not seen
  std::optional<Error> secret_wrong;  // the service refused what was sent
  std::vector<std::string> pages;     // OAuth flows, where they were seen: "code"
  std::string how;
};

bool serves_login(std::string_view flow) {
  return flow == "USER_SRP_AUTH" || flow == "USER_AUTH" || flow == "USER_PASSWORD_AUTH";
}

ClientFacts described(Context& context) {
  const auto& settings = context.settings();
  Json request = {{"UserPoolId", settings.require("user_pool_id")},
                  {"ClientId", settings.require("client_id")}};
  aws::JsonClient client(context.http_when_needed()(), context.clock(), context.random(),
                         user_pool_service(context));
  const WipedJson answer(
      client.call("DescribeUserPoolClient", request, aws::Signing::sigv4, aws::Repeat::harmless));
  const Json description = (*answer).value("UserPoolClient", Json::object());
  ClientFacts facts{.how = "by its description"};
  constexpr std::string_view kAllow = "ALLOW_";
  for (const auto& each : description.value("ExplicitAuthFlows", Json::array())) {
    std::string flow = each.is_string() ? each.get<std::string>() : std::string();
    if (flow.starts_with(kAllow)) flow.erase(0, kAllow.size());
    if (serves_login(flow)) facts.flows.push_back(std::move(flow));
  }
  for (const auto& each : description.value("AllowedOAuthFlows", Json::array())) {
    if (each.is_string()) facts.pages.push_back(printable(each.get<std::string>()));
  }
  facts.has_secret = description.contains("ClientSecret");
  return facts;
}

// No AWS credentials, or none that may: the ordinary case.
std::optional<ClientFacts> described_where_allowed(Context& context) {
  try {
    return described(context);
  } catch (const Error& error) {
    if (error.category != Category::usage && error.category != Category::refused) throw;
    if (error.code == "ResourceNotFoundException") throw;
    return std::nullopt;
  }
}

// A refusal that only somebody gets whose flow is there.
bool came_to_the_user(const Error& error) {
  return error.code == "UserNotFoundException" || error.code.find("Lambda") != std::string::npos ||
         error.service_message.find("Incorrect username or password") != std::string::npos;
}

bool is_about_the_secret(const Error& error) {
  return error.code == "NotAuthorizedException" &&
         to_lower(error.service_message).find("secret") != std::string::npos;
}

cognito::Answers parameters_for(std::string_view flow, Random& random) {
  cognito::Answers parameters;
  if (flow == "USER_SRP_AUTH") parameters.emplace("SRP_A", SecretString(cognito::SrpClient(random).srp_a()));
  if (flow == "USER_PASSWORD_AUTH")
    parameters.emplace("PASSWORD", SecretString(hex_encode(random_octets(random, 16)) + "aA1!"));
  return parameters;
}

// True: the flow is there. Error for what keeps any flow from being tried.
bool has_flow(Context& context, cognito::Api& api, std::string_view flow) {
  const std::string nobody = "cauth-doctor-" + hex_encode(random_octets(context.random(), 8));
  try {
    api.initiate_auth(flow, nobody, parameters_for(flow, context.random()));
    return true;
  } catch (const Error& error) {
    if (cognito::says_not_enabled(error)) return false;
    if (came_to_the_user(error)) return true;
    throw;
  }
}

ClientFacts tried(Context& context) {
  aws::JsonClient client(context.http_when_needed()(), context.clock(), context.random(),
                         user_pool_service(context));
  cognito::Api api(client, app_client(context), context.clock());
  ClientFacts facts{.how = "tried as a user that does not exist"};
  try {
    for (const std::string_view flow : {"USER_SRP_AUTH", "USER_AUTH", "USER_PASSWORD_AUTH"}) {
      if (!has_flow(context, api, flow)) continue;
      facts.flows.emplace_back(flow);
      break;
    }
    facts.has_secret = context.settings().find_secret("client_secret").has_value();
  } catch (const Error& error) {
    if (!is_about_the_secret(error)) throw;
    facts.secret_wrong = error;
    facts.has_secret = error.service_message.find("is not configured with secret") == std::string::npos;
  }
  return facts;
}

// Without a flow for passwords there are the login pages, and machines.
Check without_flows(Context& context, const ClientFacts& facts) {
  constexpr const char* kNone = "the app client has no flow that a password serves for";
  if (facts.pages.empty() && !context.settings().get("domain"))
    return {.state = State::wrong, .text = kNone, .fix = kAllowFlow};
  const std::string has = facts.pages.empty() ? "" : fmt::format(", but OAuth ({})", join(facts.pages, ", "));
  return {.state = State::note, .text = kNone + has, .fix = "cauth login --web, or --client-credentials"};
}

Check client(Context& context, const ClientFacts& facts) {
  if (facts.secret_wrong)
    return {.state = State::skipped, .text = "its flows cannot be tried without the right secret"};
  if (facts.flows.empty()) return without_flows(context, facts);
  return {.text = fmt::format("{} ({})", join(facts.flows, ", "), facts.how)};
}

Check secret(Context& context, const ClientFacts& facts) {
  const bool set = context.settings().find_secret("client_secret").has_value();
  if (facts.secret_wrong && set)
    return {.state = State::wrong,
            .text = "the service does not take the client secret that is set",
            .fix = facts.secret_wrong->hint};
  if (facts.has_secret == set)
    return {.text = set ? "the client has one, and it is set" : "the client has none, and none is set"};
  if (set)
    return {.state = State::wrong,
            .text = "a client secret is set, and the app client has none",
            .fix = "unset client_secret and CAUTH_CLIENT_SECRET"};
  return {.state = State::wrong,
          .text = "the app client has a secret, and none is set",
          .fix = "set client_secret in the profile, or CAUTH_CLIENT_SECRET"};
}

}  // namespace

void examine_client(Context& context, Doctor& doctor) {
  std::optional<ClientFacts> facts;
  doctor.examine_settings("client", [&](Context&) {
    facts = described_where_allowed(context);
    if (!facts) facts = tried(context);
    return client(context, *facts);
  });
  doctor.examine_settings("secret", [&](Context&) {
    return facts ? secret(context, *facts)
                 : Check{.state = State::skipped, .text = "the app client did not answer"};
  });
}

}  // namespace cauth::cli
