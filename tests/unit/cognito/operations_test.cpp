#include "cognito/operations.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace cauth;
using namespace cauth::cognito;

TEST_CASE("options are named as the AWS CLI names them") {
  CHECK(option_name("UserPoolId") == "user-pool-id");
  CHECK(option_name("AuthFlow") == "auth-flow");
  CHECK(option_name("Permanent") == "permanent");
  CHECK(option_name("SetUserMFAPreference") == "set-user-mfa-preference");
  CHECK(option_name("SMSMfaSettings") == "sms-mfa-settings");
}

TEST_CASE("every operation's command is its name as the AWS CLI spells it, once") {
  std::set<std::string_view> seen;
  for (const auto& operation : operations()) {
    CAPTURE(operation.name);
    CHECK(operation.command == option_name(operation.name));
    CHECK(seen.insert(operation.command).second);
    CHECK(find_operation(operation.command) == &operation);
  }
  CHECK(find_operation("initiate-aut") == nullptr);
}

TEST_CASE("operations of administrators are signed, no others") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.name);
    CHECK((operation.signing == aws::Signing::sigv4) == operation.name.starts_with("Admin"));
  }
}

TEST_CASE("what proves the client's secret goes into a member that the operation has") {
  for (const auto& operation : operations()) {
    CAPTURE(operation.name);
    std::set<std::string_view> names;
    for (const auto& field : operation.fields) CHECK(names.insert(field.name).second);
    switch (operation.proof) {
      case ClientProof::none: CHECK_FALSE(names.contains("SecretHash")); break;
      case ClientProof::parameters: CHECK(names.contains("AuthParameters")); break;
      case ClientProof::responses: CHECK(names.contains("ChallengeResponses")); break;
      case ClientProof::secret_hash:
        CHECK(names.contains("SecretHash"));
        CHECK(names.contains("Username"));
        break;
      case ClientProof::client_secret: CHECK(names.contains("ClientSecret")); break;
    }
  }
}
