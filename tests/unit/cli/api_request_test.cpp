#include "cli/api_request.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "cognito/secret_hash.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace cauth;
using namespace cauth::cli;
using cognito::ClientProof;

namespace {

const cognito::Operation& operation(std::string_view command) {
  return *cognito::find_operation(command);
}

Json built(std::string_view command, const TypedRequest& typed) {
  const WipedJson body = build_request(operation(command), typed);
  return *body;
}

std::string refusal(std::string_view command, const TypedRequest& typed) {
  try {
    build_request(operation(command), typed);
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    return error.what_failed;
  }
  return {};
}

cognito::AppClient client_with_secret() {
  return {.id = "c1", .secret = SecretString("0123456789abcdef01234567")};
}

}  // namespace

TEST_CASE("options become members of the request, in their types") {
  CHECK(built("admin-set-user-password", {.texts = {{"Username", "alice"}, {"Password", "-p,\"'$ "}},
                                          .switches = {{"Permanent", true}}}) ==
        Json{{"Username", "alice"}, {"Password", "-p,\"'$ "}, {"Permanent", true}});
  CHECK(built("initiate-auth", {.texts = {{"AuthParameters", "USERNAME=alice,PASSWORD=p"}}}) ==
        Json{{"AuthParameters", {{"USERNAME", "alice"}, {"PASSWORD", "p"}}}});
  CHECK(built("admin-set-user-password", {.switches = {{"Permanent", std::nullopt}}}) == Json::object());
}

TEST_CASE("structures of switches are booleans, in shorthand and in JSON") {
  const auto typed = [](const char* text) { return TypedRequest{.texts = {{"SMSMfaSettings", text}}}; };
  const Json both = {{"SMSMfaSettings", {{"Enabled", true}, {"PreferredMfa", false}}}};
  CHECK(built("set-user-mfa-preference", typed("Enabled=true,PreferredMfa=False")) == both);
  CHECK(built("set-user-mfa-preference", typed(R"({"Enabled":true,"PreferredMfa":false})")) == both);
  CHECK(refusal("set-user-mfa-preference", typed("Enabled=yes")) ==
        "--sms-mfa-settings wants true or false, not \"yes\"");
}

TEST_CASE("lists are JSON, or one item a word") {
  const Json attributes = Json::array(
      {Json{{"Name", "email"}, {"Value", "a@example.com"}}, Json{{"Name", "name"}, {"Value", "Alice"}}});
  CHECK(built("sign-up", {.texts = {{"UserAttributes", "Name=email,Value=a@example.com"}},
                          .more_items = {"Name=name,Value=Alice"}})["UserAttributes"] == attributes);
  CHECK(built("sign-up", {.texts = {{"UserAttributes", json_text(attributes)}}})["UserAttributes"] ==
        attributes);
  CHECK(built("admin-create-user", {.texts = {{"DesiredDeliveryMediums", "EMAIL"}},
                                    .more_items = {"SMS"}})["DesiredDeliveryMediums"] ==
        Json::array({"EMAIL", "SMS"}));
  CHECK(refusal("admin-create-user", {.texts = {{"Username", "a"}}, .more_items = {"b"}}) ==
        "unexpected word \"b\"");
}

TEST_CASE("a secret from a file loses one line end, any other text none") {
  const test::TempDir folder;
  write_private_file(folder / "f", "text\n\n");
  const std::string file = "file://" + (folder / "f").string();
  const Json body = built("admin-set-user-password", {.texts = {{"Username", file}, {"Password", file}}});
  CHECK(body["Password"] == "text\n");
  CHECK(body["Username"] == "text\n\n");
}

TEST_CASE("options beat the members of --cli-input-json") {
  CHECK(built("initiate-auth", {.texts = {{"AuthFlow", "CUSTOM_AUTH"}},
                                .input_json = R"({"AuthFlow":"USER_AUTH","ClientId":"c1"})"}) ==
        Json{{"AuthFlow", "CUSTOM_AUTH"}, {"ClientId", "c1"}});
  CHECK(refusal("initiate-auth", {.input_json = "[]"}) == "--cli-input-json must hold a JSON object");
  CHECK(refusal("initiate-auth", {.input_json = R"({"Clientid":"c1"})"}) ==
        "InitiateAuth has no member \"Clientid\"");
}

TEST_CASE("keys in another spelling are refused, wherever they came from") {
  CHECK(refusal("respond-to-auth-challenge", {.texts = {{"ChallengeResponses", "Username=a"}}}) ==
        "--challenge-responses: the key is USERNAME, not Username");
  CHECK(refusal("initiate-auth", {.input_json = R"({"AuthParameters":{"password":"p"}})"}) ==
        "--auth-parameters: the key is PASSWORD, not password");
}

TEST_CASE("every option that is missing is named") {
  try {
    check_required(operation("initiate-auth"), Json::object());
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.what_failed == "missing --auth-flow, --client-id");
  }
  CHECK_NOTHROW(check_required(operation("get-user"), Json{{"AccessToken", "a"}}));
}

TEST_CASE("the client's secret is proven as each operation wants it") {
  const auto client = client_with_secret();
  const std::string hash = cognito::secret_hash("alice", "c1", *client.secret);
  Json parameters{{"AuthFlow", "USER_PASSWORD_AUTH"}, {"AuthParameters", {{"USERNAME", "alice"}}}};
  add_client_proof(parameters, ClientProof::parameters, client, {});
  CHECK(parameters["AuthParameters"]["SECRET_HASH"] == hash);

  Json responses{{"ChallengeResponses", {{"USERNAME", "alice"}}}};
  add_client_proof(responses, ClientProof::responses, client, {});
  CHECK(responses["ChallengeResponses"]["SECRET_HASH"] == hash);

  Json sign_up{{"Username", "alice"}};
  add_client_proof(sign_up, ClientProof::secret_hash, client, {});
  CHECK(sign_up["SecretHash"] == hash);

  Json revoke{{"Token", "r"}};
  add_client_proof(revoke, ClientProof::client_secret, client, {});
  CHECK(revoke["ClientSecret"] == "0123456789abcdef01234567");
}

TEST_CASE("a refresh is proven for the user whose token it is, where the name is known") {
  const auto client = client_with_secret();
  Json refresh{{"AuthFlow", "REFRESH_TOKEN_AUTH"}, {"AuthParameters", {{"REFRESH_TOKEN", "r"}}}};
  add_client_proof(refresh, ClientProof::parameters, client, {});
  CHECK_FALSE(refresh["AuthParameters"].contains("SECRET_HASH"));
  add_client_proof(refresh, ClientProof::parameters, client, "alice");
  CHECK(refresh["AuthParameters"]["SECRET_HASH"] == cognito::secret_hash("alice", "c1", *client.secret));
}

TEST_CASE("what the user gave as proof stays, and without a secret there is none") {
  const Json given{{"AuthParameters", {{"USERNAME", "alice"}, {"SECRET_HASH", "mine"}}}};
  Json body = given;
  add_client_proof(body, ClientProof::parameters, client_with_secret(), {});
  CHECK(body == given);
  Json plain{{"Username", "alice"}};
  add_client_proof(plain, ClientProof::secret_hash, {.id = "c1"}, {});
  CHECK_FALSE(plain.contains("SecretHash"));
}

TEST_CASE("a secret stands on the line unless it is in a file") {
  const auto& set = operation("admin-set-user-password");
  CHECK(has_typed_secret(set, {.texts = {{"Password", "p"}}}));
  CHECK_FALSE(has_typed_secret(set, {.texts = {{"Password", "file://p"}}}));
  CHECK_FALSE(has_typed_secret(set, {.texts = {{"Username", "alice"}}}));
}
