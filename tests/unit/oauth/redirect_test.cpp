#include "oauth/redirect.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace cauth::oauth {
namespace {

std::optional<Error> refusal_of(std::string_view query) {
  try {
    code_in(query, "right");
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace

TEST_CASE("the code comes out of an answer with the right state") {
  CHECK(code_in("code=a%2Bb&state=right", "right")->reveal() == "a+b");
  CHECK(code_in("state=right&session_state=x&code=1", "right")->reveal() == "1");
}

TEST_CASE("what is no answer to this sign-in is none") {
  for (const auto* query :
       {"", "code=1", "code=1&state=wrong", "code=1&state=", "state=right", "code=&state=right",
        "code=1&code=2&state=right", "code=1&state=right&state=wrong", "error=access_denied&state=wrong",
        "error=a&error=b&state=right"}) {
    CAPTURE(query);
    CHECK_FALSE(code_in(query, "right"));
  }
  CHECK_FALSE(code_in("state=right&code=" + std::string(kLongestRedirect, 'x'), "right"));
}

TEST_CASE("an error says why, with the service's words, its code and what to do") {
  const auto error = refusal_of("error=access_denied&error_description=User+said+no.&state=right");
  REQUIRE(error);
  CHECK(error->category == Category::refused);
  CHECK(error->what_failed == "the sign-in was refused: User said no (access_denied)");
  CHECK(error->code == "access_denied");
  CHECK_FALSE(error->hint.empty());
}

TEST_CASE("Cognito leaves the state out of some errors") {
  CHECK(refusal_of("error_description=attributes+required&error=invalid_request"));
}

TEST_CASE("an error of the moment is temporary") {
  CHECK(refusal_of("error=server_error&state=right")->category == Category::temporary);
  CHECK(refusal_of("error=temporarily_unavailable&state=right")->category == Category::temporary);
}

TEST_CASE("what a server says does not steer the terminal") {
  const auto error = refusal_of("error=%1B%5B31mred&error_description=%07bell&state=right");
  REQUIRE(error);
  CHECK(error->what_failed.find('\x1b') == std::string::npos);
  CHECK(error->what_failed.find('\a') == std::string::npos);
}

TEST_CASE("an address may be pasted as it is, in quotes, or without its beginning") {
  for (const auto* pasted : {"http://localhost:8484/callback?code=1&state=right", "code=1&state=right\n",
                             " 'http://localhost:8484/callback?code=1&state=right' ",
                             "<http://localhost:8484/callback?code=1&state=right#>"}) {
    CAPTURE(pasted);
    CHECK(query_of_pasted(pasted) == "code=1&state=right");
  }
}

}  // namespace cauth::oauth
