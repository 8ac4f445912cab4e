#include "serve/sandbox/seed.hpp"

#include "base/error.hpp"
#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Error;
using cauth::serve::sandbox::Seed;
using cauth::serve::sandbox::UserStatus;
using namespace std::chrono_literals;

namespace {

Seed read(std::string_view text) {
  cauth::test::FixedRandom random;
  return cauth::serve::sandbox::read_seed(text, "seed \"s.json\"", random, cauth::from_unix_seconds(1s));
}

Error error_of(std::string_view text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error;
  }
  return Error(cauth::Category::internal, "nothing was thrown");
}

std::string in_pool(std::string_view members) {
  return R"({"pools":[{"id":"eu-west-1_Abc",)" + std::string(members) + "}]}";
}

}  // namespace

TEST_CASE("the built-in seed is a good one, with ids of Cognito's shape") {
  const Seed seed = read(cauth::serve::sandbox::builtin_seed());
  CHECK(seed.first_pool == "us-east-1_Sandbox01");
  CHECK(seed.first_client == "5sandboxpublicclient0demo1");
  const auto& pool = seed.pools.at(seed.first_pool);
  for (const auto& client : pool.clients) {
    CHECK(client.first.size() == 26);
    if (client.second.secret) CHECK(client.second.secret->size() == 51);
  }
  CHECK(pool.users.at("newbie").status == UserStatus::force_change_password);
  for (const auto& user : pool.users)
    // One that has none signs in without.
    CHECK((user.second.password.empty() ||
           cauth::serve::sandbox::password_problem(pool.password_policy, user.second.password).empty()));
}

TEST_CASE("a seed sets lifetimes, policy and flows") {
  const Seed seed = read(in_pool(R"(
    "password_policy": {"minimum_length": 12, "require_symbols": false},
    "clients": [{"id": "b", "id_token_validity": "2s", "auth_session_validity": 300,
                 "flows": ["ALLOW_USER_PASSWORD_AUTH"]}, {"id": "a"}],
    "users": [{"username": "u", "status": "UNCONFIRMED", "sub": "1234"}])"));
  const auto& pool = seed.pools.at("eu-west-1_Abc");
  CHECK(seed.first_client == "b");
  CHECK(pool.password_policy.minimum_length == 12);
  CHECK_FALSE(pool.password_policy.require_symbols);
  CHECK(pool.password_policy.require_numbers);
  const auto& client = pool.clients.at("b");
  CHECK(client.id_token_validity == 2s);
  CHECK(client.access_token_validity == 1h);
  CHECK(client.auth_session_validity == 5min);
  CHECK(client.allows("USER_PASSWORD_AUTH"));
  CHECK_FALSE(client.allows("REFRESH_TOKEN_AUTH"));
  CHECK(pool.users.at("u").status == UserStatus::unconfirmed);
  CHECK(pool.users.at("u").sub == "1234");
}

TEST_CASE("what is wrong in a seed is named by its path") {
  CHECK(error_of("{").what_failed.starts_with("seed \"s.json\" is not JSON: "));
  CHECK(error_of("[]").what_failed == "seed \"s.json\": it is no object");
  CHECK(error_of("{}").what_failed == "seed \"s.json\": \"pools\" is missing or empty");
  CHECK(error_of(R"({"pools":[{}]})").what_failed == "seed \"s.json\": \"pools[0].id\" is missing");
  CHECK(error_of(in_pool(R"("clients":{})")).what_failed ==
        "seed \"s.json\": \"pools[0].clients\" is no array");
  CHECK(error_of(in_pool(R"("users":[{"username":"u"},{"username":"u"}])")).what_failed ==
        "seed \"s.json\": \"pools[0].users[1].username\" stands twice");
  CHECK(error_of(in_pool(R"("users":[{"username":"u","status":"HAPPY"}])")).what_failed ==
        "seed \"s.json\": \"pools[0].users[0].status\" is \"HAPPY\", which is no status of a user");
  CHECK(error_of(in_pool(R"("clients":[{"id":"c","id_token_validity":"soon"}])")).what_failed ==
        "seed \"s.json\": \"pools[0].clients[0].id_token_validity\" is no duration such as \"2s\" or "
        "\"1h30m\"");
  CHECK(error_of(in_pool(R"("clients":[{"id":"c","flows":["IMPLICIT"]}])")).what_failed ==
        "seed \"s.json\": \"pools[0].clients[0].flows\" holds \"IMPLICIT\", which is no flow of the "
        "sandbox");
  CHECK(error_of(in_pool(R"("users":[{"username":"u","attributes":{"email":1}}])")).what_failed ==
        "seed \"s.json\": \"pools[0].users[0].attributes.email\" is no string");
}

TEST_CASE("a mistyped name in a seed is an error, with the one that was meant") {
  const Error error = error_of(in_pool(R"("users":[{"username":"u","pasword":"x"}])"));
  CHECK(error.category == cauth::Category::usage);
  CHECK(error.what_failed == "seed \"s.json\": \"pools[0].users[0].pasword\" is not known");
  CHECK(error.hint == "did you mean \"password\"?");
}
