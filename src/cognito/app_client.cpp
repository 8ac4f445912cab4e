#include "cognito/app_client.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace cauth::cognito {

bool refuses_secret(const Error& error) {
  // In the service's words for SECRET_HASH and for the secret itself.
  constexpr std::array<std::string_view, 3> kSayings{"SecretHash does not match", "Unable to verify secret",
                                                     "Client secret does not match"};
  return error.code == "NotAuthorizedException" &&
         std::any_of(kSayings.begin(), kSayings.end(), [&](std::string_view saying) {
           return error.service_message.find(saying) != std::string::npos;
         });
}

bool take_other_secret(AppClient& app) {
  if (!app.other_secret) return false;
  auto other = std::exchange(app.other_secret, {})();
  if (!other) return false;
  app.secret = std::move(other);
  app.used_other = true;
  return true;
}

}  // namespace cauth::cognito
