#include "aws/hints.hpp"

#include "aws/error_text.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace cauth::aws {

TEST_CASE("one refusal may have several causes, and the hint names the way to all of them") {
  const auto causes = causes_of("NotAuthorizedException", "Incorrect username or password.", "");
  REQUIRE(causes.size() == 6);
  CHECK(causes[0].code == "wrong_password");
  CHECK(causes[1].code == "unknown_user");
  const auto hint = hint_for("NotAuthorizedException", "Incorrect username or password.", "");
  CHECK(hint.starts_with(causes[0].fix));
  CHECK(hint.ends_with("cauth explain --error \"Incorrect username or password\""));
}

TEST_CASE("a refusal with one cause has one, and its fix is the hint") {
  const auto causes = causes_of("NotAuthorizedException", "User is disabled.", "");
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].code == "user_disabled");
  CHECK(hint_for("NotAuthorizedException", "User is disabled.", "") == causes[0].fix);
}

TEST_CASE("a code alone means all that it can, each once; words alone are looked for everywhere") {
  std::set<std::string> codes;
  for (const auto& cause : causes_of("NotAuthorizedException", "", ""))
    CHECK(codes.insert(cause.code).second);
  for (const char* code : {"wrong_password", "user_disabled", "user_locked", "secret_missing",
                           "wrong_secret_hash", "temporary_password_expired", "revoked"})
    CHECK(codes.count(code) == 1);
  const auto causes = causes_of("", "Password attempts exceeded", "");
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].code == "user_locked");
  CHECK(causes_of("", "no such words", "").empty());
  CHECK(causes_of("NobodyKnowsException", "x", "").empty());
}

TEST_CASE("where the error code says it all, the reason is made of it") {
  CHECK(reason_of("UserNotConfirmedException") == "user_not_confirmed");
  CHECK(reason_of("EnableSoftwareTokenMFAException") == "enable_software_token_mfa");
  CHECK(reason_of("WebAuthnNotEnabledException") == "web_authn_not_enabled");
  CHECK(reason_of("").empty());
  const auto causes = causes_of("UserNotConfirmedException", "User is not confirmed.", "");
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].code == "user_not_confirmed");
  CHECK(causes[0].summary == "the service says: User is not confirmed.");
}

TEST_CASE("the IAM action stands where a policy lacks it") {
  CHECK(hint_for("AccessDeniedException", "no", "cognito-idp:AdminGetUser") ==
        "the policy of these AWS credentials must allow cognito-idp:AdminGetUser");
}

TEST_CASE("an error is read however it was printed") {
  const auto check = [](std::string_view text, std::string_view code, std::string_view message) {
    const auto error = read_error_text(text);
    CHECK(error.code == code);
    CHECK(error.message == message);
  };
  check(
      "\nAn error occurred (NotAuthorizedException) when calling the InitiateAuth operation: User is "
      "disabled.\n",
      "NotAuthorizedException", "User is disabled.");
  CHECK(read_error_text("An error occurred (A) when calling the InitiateAuth operation: x").operation ==
        "InitiateAuth");
  check("NotAuthorizedException: Incorrect username or password.", "NotAuthorizedException",
        "Incorrect username or password.");
  check("cauth: User is disabled (NotAuthorizedException)\nhint: ask", "NotAuthorizedException",
        "User is disabled");
  check(R"({"__type":"com.amazonaws#UserNotFoundException","message":"User does not exist."})",
        "UserNotFoundException", "User does not exist.");
  check(R"({"error":"x","code":"CodeMismatchException","service_message":"Invalid code"})",
        "CodeMismatchException", "Invalid code");
  check("UserNotFoundException", "UserNotFoundException", "");
  check("User is disabled", "", "User is disabled");
  check("", "", "");
}

}  // namespace cauth::aws
