#include "cognito/software_token.hpp"

#include "base/error.hpp"
#include "cognito/challenge.hpp"

#include <nlohmann/json.hpp>

namespace cauth::cognito {

TotpSecret read_totp_secret(const WipedJson& answer) {
  const std::string* secret = string_member(*answer, "SecretCode");
  if (secret == nullptr || secret->empty()) throw strange_answer("AssociateSoftwareToken gave no secret");
  return {.secret = SecretString(*secret), .session = SecretString(string_member_or(*answer, "Session", ""))};
}

void check_verified(const Json& answer) {
  if (string_member_or(answer, "Status", "") == "SUCCESS") return;
  throw Error(Category::refused, "Cognito did not take the authenticator",
              "begin again: its secret of now is good for nothing");
}

}  // namespace cauth::cognito
