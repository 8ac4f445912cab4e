#include "webauthn/options.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::webauthn {
namespace {

Json creation() {
  return {{"rp", {{"id", "auth.example.com"}, {"name", "Example"}}},
          {"user", {{"id", "dXNlcg"}, {"name", "alice"}, {"displayName", "Alice"}}},
          {"challenge", "AAAAAAAAAAAAAAAAAAAAAA"},
          {"pubKeyCredParams", Json::array({{{"type", "public-key"}, {"alg", -7}}})},
          {"excludeCredentials", Json::array({{{"type", "public-key"}, {"id", "AQID"}}})},
          {"authenticatorSelection", {{"userVerification", "required"}}},
          {"extensions", {{"credProps", true}}}};
}

Json request() {
  return {{"rpId", "auth.example.com"},
          {"challenge", "AAAAAAAAAAAAAAAAAAAAAA"},
          {"allowCredentials",
           Json::array({{{"type", "public-key"}, {"id", "AQID"}}, {{"type", "other"}, {"id", "AQIE"}}})},
          {"userVerification", "discouraged"}};
}

std::string problem_with(const Json& options) {
  std::string problem;
  CHECK_FALSE(parse_request_options(json_text(options), problem));
  return problem;
}

TEST_CASE("options for a new passkey are read") {
  std::string problem;
  const auto options = parse_creation_options(creation(), problem);
  REQUIRE_MESSAGE(options, problem);
  CHECK(options->rp_id == "auth.example.com");
  CHECK(options->user_id == "user");
  CHECK(options->user_name == "alice");
  CHECK(options->takes_es256);
  CHECK(options->exclude == std::vector<std::string>{"\x01\x02\x03"});
  CHECK(options->user_verification == UserVerification::required);
  CHECK(options->wants_properties);
}

TEST_CASE("ES256 is taken where it is listed, or where nothing is") {
  std::string problem;
  Json options = creation();
  options["pubKeyCredParams"] = Json::array({{{"type", "public-key"}, {"alg", -257}}});
  CHECK_FALSE(parse_creation_options(options, problem)->takes_es256);
  options.erase("pubKeyCredParams");
  CHECK(parse_creation_options(options, problem)->takes_es256);
}

TEST_CASE("options for a sign-in are read; credentials of another type are passed over") {
  std::string problem;
  const auto options = parse_request_options(json_text(request()), problem);
  REQUIRE_MESSAGE(options, problem);
  CHECK(options->allow == std::vector<std::string>{"\x01\x02\x03"});
  CHECK(options->user_verification == UserVerification::discouraged);
}

TEST_CASE("options that make no sense are refused, and the reason said") {
  Json options = request();
  options["challenge"] = "AAAA";
  CHECK(problem_with(options) == "the challenge is no base64url text of 16 octets or more");
  for (const char* rp_id :
       {"", "https://example.com", "Example.com", "example.com:443", ".com", "10.0.0.1"}) {
    options = request();
    options["rpId"] = rp_id;
    CHECK(problem_with(options) == "the relying party's id is no domain");
  }
  options = request();
  options["allowCredentials"][0]["id"] = "?";
  CHECK(problem_with(options) == "a credential's id is no base64url text");
  options["allowCredentials"] = 1;
  CHECK(problem_with(options) == "its list of credentials is none, or too long");
  std::string problem;
  CHECK_FALSE(parse_request_options("[]", problem));
  CHECK_FALSE(parse_request_options("no JSON", problem));
  Json new_passkey = creation();
  new_passkey["user"]["id"] = "";
  CHECK_FALSE(parse_creation_options(new_passkey, problem));
  CHECK(problem == "the user's id is no base64url text of 64 octets at most");
}

}  // namespace
}  // namespace cauth::webauthn
