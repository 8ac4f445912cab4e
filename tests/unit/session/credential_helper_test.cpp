#include "session/credential_helper.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::session {

TEST_CASE("an entry is written as the protocol has it") {
  CHECK(helper_entry("https://cauth.invalid/session/a-1", SecretString("{\"a\":1}")).reveal() ==
        R"({"ServerURL":"https://cauth.invalid/session/a-1","Username":"cauth","Secret":"{\"a\":1}"})");
}

TEST_CASE("the secret of an entry is read, whatever else stands there") {
  const auto secret = secret_of_helper_entry(
      "{\"ServerURL\":\"https://x\",\"Username\":\"u\",\"Secret\":\"s\",\"More\":[1]}\n");
  REQUIRE(secret);
  CHECK(secret->reveal() == "s");
}

TEST_CASE("an entry with an empty secret is none, as Debian's helper for pass says that there is none") {
  const auto secret = secret_of_helper_entry(R"({"ServerURL":"https://x","Username":"","Secret":""})");
  REQUIRE(secret);
  CHECK(secret->empty());
}

TEST_CASE("what is no entry is not taken for one") {
  for (const char* text : {"", "null", "[]", "{}", "\"s\"", "{\"Secret\":1}", "{\"Secret\":\"s\"",
                           "{\"secret\":\"s\"}", "credentials not found in native keychain"}) {
    INFO(text);
    CHECK_FALSE(secret_of_helper_entry(text));
  }
}

TEST_CASE("a list names what is kept") {
  const auto urls = urls_of_helper_list("{\"https://a\":\"u\",\"https://b\":\"\"}\n");
  REQUIRE(urls);
  CHECK(*urls == std::vector<std::string>{"https://a", "https://b"});
  REQUIRE(urls_of_helper_list("null"));  // what Go makes of a map that nothing was put into
  CHECK(urls_of_helper_list("null")->empty());
  CHECK(urls_of_helper_list("{}")->empty());
}

TEST_CASE("what is no list is not taken for one") {
  for (const char* text : {"", "[]", "\"https://a\"", "{", "{\"a\":\"u\",\"a\":\"u\"}"}) {
    INFO(text);
    CHECK_FALSE(urls_of_helper_list(text));
  }
}

}  // namespace cauth::session
