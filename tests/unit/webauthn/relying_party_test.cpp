#include "webauthn/relying_party.hpp"

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "support/vectors.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::webauthn {
namespace {

const Json& vectors() {
  static const ParsedJson parsed = parse_json(read_file(test::vectors() / "webauthn.json", 100'000));
  return *parsed;
}

const Json& case_named(std::string_view name) {
  for (const auto& item : vectors()["cases"]) {
    if (item["name"] == name) return item;
  }
  FAIL("no such vector: " << name);
  return vectors();
}

// The hexadecimal of the document as the base64url of JSON.
std::string base64url_of(const Json& hex) {
  return base64url_encode(hex_decode(hex.get<std::string>()).value());
}

Json credential_of(const Json& vector, const char* ceremony) {
  const std::string id = base64url_of(vector["credential_id"]);
  Json credential = {{"id", id}, {"rawId", id}, {"type", "public-key"}, {"response", Json::object()}};
  for (const char* name : {"clientDataJSON", "attestationObject", "authenticatorData", "signature"}) {
    if (vector[ceremony].contains(name)) credential["response"][name] = base64url_of(vector[ceremony][name]);
  }
  return credential;
}

Expectation expectation_of(const Json& vector, const char* ceremony) {
  return {.challenge = base64url_of(vector[ceremony]["challenge"]), .rp_id = "example.org"};
}

std::optional<Credential> registered(std::string_view name, std::string& problem) {
  const Json& vector = case_named(name);
  return check_registration(credential_of(vector, "registration"), expectation_of(vector, "registration"),
                            problem);
}

void check_both_ceremonies(std::string_view name) {
  std::string problem;
  auto credential = registered(name, problem);
  REQUIRE_MESSAGE(credential, problem);
  const Json& vector = case_named(name);
  const bool good = check_assertion(credential_of(vector, "authentication"),
                                    expectation_of(vector, "authentication"), *credential, problem);
  CHECK_MESSAGE(good, problem);
}

TEST_CASE("the registration and the sign-in of the standard's vectors hold") {
  check_both_ceremonies("no attestation");
  check_both_ceremonies("a very long credential id");
}

TEST_CASE("the standard's vectors of other kinds are refused, each for its reason") {
  std::string problem;
  CHECK_FALSE(registered("self attestation", problem));
  CHECK(problem == "authenticatorData cannot be understood");
  problem.clear();
  CHECK_FALSE(registered("a frame of another origin", problem));
  CHECK(problem == "clientDataJSON cannot be understood");
  problem.clear();
  CHECK_FALSE(registered("a frame and its page", problem));
}

TEST_CASE("a registration is for one challenge, one relying party, and a user who was verified if need be") {
  const Json& vector = case_named("no attestation");
  const Json credential = credential_of(vector, "registration");
  const auto problem_with = [&](Expectation expected) {
    std::string problem;
    CHECK_FALSE(check_registration(credential, expected, problem));
    return problem;
  };
  Expectation other = expectation_of(vector, "registration");
  other.challenge[0] = 'B';
  CHECK(problem_with(other) == "the challenge is not the one that was sent");
  other = expectation_of(vector, "registration");
  other.rp_id = "example.com";
  CHECK(problem_with(other) == "the origin is not the relying party's");
  other = expectation_of(vector, "registration");
  other.user_verification = true;  // the vector's flags lack it
  CHECK(problem_with(other) == "the user was not verified");
}

TEST_CASE("an assertion is refused when any part of it was changed") {
  const Json& vector = case_named("no attestation");
  std::string problem;
  const auto credential = registered("no attestation", problem);
  REQUIRE(credential);
  const auto problem_with = [&](const char* member, const Json& value) {
    Json changed = credential_of(vector, "authentication");
    changed["response"][member] = value;
    Credential known = *credential;
    std::string found;
    CHECK_FALSE(check_assertion(changed, expectation_of(vector, "authentication"), known, found));
    return found;
  };
  CHECK(problem_with("signature", "MEQ") == "the signature is not this credential's");
  CHECK(problem_with("signature", 7) == "the signature is not this credential's");
  CHECK(problem_with("authenticatorData", "AAAA") == "authenticatorData cannot be understood");
  CHECK(problem_with("clientDataJSON", base64url_of(vector["registration"]["clientDataJSON"])) ==
        "clientDataJSON is of another type");
}

TEST_CASE("what the authenticator says is looked at before its signature") {
  const Json& vector = case_named("no attestation");
  std::string problem;
  const auto credential = registered("no attestation", problem);
  REQUIRE(credential);
  const std::string octets =
      hex_decode(vector["authentication"]["authenticatorData"].get<std::string>()).value();
  const auto problem_with = [&](const std::string& data) {
    Json changed = credential_of(vector, "authentication");
    changed["response"]["authenticatorData"] = base64url_encode(data);
    Credential known = *credential;
    std::string found;
    CHECK_FALSE(check_assertion(changed, expectation_of(vector, "authentication"), known, found));
    return found;
  };
  constexpr std::size_t kFlags = 32;
  std::string other_hash = octets;
  other_hash[0] = static_cast<char>(other_hash[0] ^ 1);
  CHECK(problem_with(other_hash) == "the hash is another relying party's");
  std::string absent = octets;
  absent[kFlags] = static_cast<char>(absent[kFlags] & ~1);
  CHECK(problem_with(absent) == "the user was not present");
  CHECK(problem_with(octets + 'x') == "authenticatorData cannot be understood");
}

TEST_CASE("an answer under another credential's name is refused") {
  const Json& vector = case_named("no attestation");
  const auto renamed = [&](const char* ceremony) {
    Json credential = credential_of(vector, ceremony);
    credential["id"] = credential["rawId"] = base64url_encode("another");
    return credential;
  };
  std::string problem;
  auto credential = registered("no attestation", problem);
  REQUIRE(credential);
  CHECK_FALSE(check_registration(renamed("registration"), expectation_of(vector, "registration"), problem));
  CHECK(problem == "it tells of another credential");
  problem.clear();
  CHECK_FALSE(check_assertion(renamed("authentication"), expectation_of(vector, "authentication"),
                              *credential, problem));
  CHECK(problem == "the signature is not this credential's");
}

TEST_CASE("an assertion of another user's credential is refused") {
  const Json& vector = case_named("no attestation");
  std::string problem;
  auto other = registered("a very long credential id", problem);
  REQUIRE(other);
  CHECK_FALSE(check_assertion(credential_of(vector, "authentication"),
                              expectation_of(vector, "authentication"), *other, problem));
  CHECK(problem == "the signature is not this credential's");
}

TEST_CASE("a counter that was ahead already is a copy's") {
  const Json& vector = case_named("no attestation");
  std::string problem;
  auto credential = registered("no attestation", problem);
  REQUIRE(credential);
  credential->sign_count = 5;
  CHECK_FALSE(check_assertion(credential_of(vector, "authentication"),
                              expectation_of(vector, "authentication"), *credential, problem));
  CHECK(problem == "the counter did not go up");
}

}  // namespace
}  // namespace cauth::webauthn
