#include "cognito/start_sign_in.hpp"

#include "base/error.hpp"
#include "cognito/srp_sign_in.hpp"

#include <array>
#include <utility>

namespace cauth::cognito {
namespace {

struct NamedFlow {
  std::string_view name;
  Flow flow;
};
constexpr std::array<NamedFlow, 4> kFlows = {
    {{"auto", Flow::automatic}, {"srp", Flow::srp}, {"password", Flow::password}, {"custom", Flow::custom}}};

Step sign_in_with_password(Api& api, std::string_view username, const SecretString& password,
                           const ClientMetadata& metadata) {
  Answers parameters;
  parameters.emplace("PASSWORD", password.clone());
  return api.initiate_auth("USER_PASSWORD_AUTH", username, std::move(parameters), metadata);
}

// "USER_SRP_AUTH is not enabled for the client.", or an emulator that has no SRP (cognito-local's name for
// that ends so).
bool says_not_enabled(const Error& error) {
  if (error.code.ends_with("Unsupported")) return true;
  return error.code == "InvalidParameterException" &&
         error.service_message.find("not enabled") != std::string::npos;
}

}  // namespace

std::optional<Flow> flow_named(std::string_view name) {
  for (const auto& row : kFlows) {
    if (row.name == name) return row.flow;
  }
  return std::nullopt;
}

Step start_sign_in(Api& api, const SignInStart& start, const ClientMetadata& metadata, Random& random,
                   Clock& clock) {
  if (start.flow == Flow::custom) return api.initiate_auth("CUSTOM_AUTH", start.username, {}, metadata);
  if (start.flow == Flow::srp && start.pool_name.empty()) {
    throw usage_error("SRP needs the id of the user pool",
                      "give --user-pool-id, CAUTH_USER_POOL_ID or user_pool_id in the profile");
  }
  const SecretString password = start.password();
  if (start.flow == Flow::password || start.pool_name.empty()) {
    return sign_in_with_password(api, start.username, password, metadata);
  }
  try {
    return sign_in_with_srp(api, start.pool_name, start.username, password, metadata, random, clock);
  } catch (const Error& error) {
    // Nothing else lets a password go over the wire: a refused one least of all.
    if (start.flow == Flow::srp || !says_not_enabled(error)) throw;
    start.tell("SRP is not enabled for this client: signing in with the password flow");
  }
  return sign_in_with_password(api, start.username, password, metadata);
}

}  // namespace cauth::cognito
