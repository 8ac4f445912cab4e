#include "cli/unwrap_token.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using jose::TokenUse;

constexpr std::string_view kToken = "eyJh.eyJz.c2ln";

std::string unwrapped(std::string_view text, std::optional<TokenUse> use = std::nullopt) {
  return std::string(unwrap_token(text, use).token.reveal());
}

}  // namespace

TEST_CASE("a token alone, with or without a line end, is left as it is, and nothing is said") {
  for (const std::string& text : {std::string(kToken), std::string(kToken) + "\r\n"}) {
    const auto result = unwrap_token(text, std::nullopt);
    CHECK(result.token.reveal() == kToken);
    CHECK(result.left_out.empty());
  }
}

TEST_CASE("layers that people copy come off, whatever their order") {
  CHECK(unwrapped("Bearer eyJh.eyJz.c2ln") == kToken);
  CHECK(unwrapped("authorization: bearer eyJh.eyJz.c2ln\r\n") == kToken);
  CHECK(unwrapped("'Authorization: eyJh.eyJz.c2ln'") == kToken);
  CHECK(unwrapped("Authorization: \"Bearer eyJh.eyJz.c2ln\"") == kToken);
  CHECK(unwrap_token("\"Bearer eyJh.eyJz.c2ln\"", std::nullopt).left_out ==
        std::vector<std::string>{"the quotes", "\"Bearer \""});
}

TEST_CASE("line breaks within a token go, where the rest then is one") {
  CHECK(unwrapped("eyJh.ey\n Jz.c2\r\nln\n") == kToken);
  CHECK(unwrapped("two words") == "two words");
  CHECK(unwrapped("a.b.c d!e") == "a.b.c d!e");
}

TEST_CASE("of an answer the token that is meant is taken") {
  constexpr std::string_view answer =
      R"({"ChallengeParameters": {}, "AuthenticationResult": {"AccessToken": "a.a.a", "IdToken": "i.i.i"}})";
  CHECK(unwrapped(answer) == "i.i.i");
  CHECK(unwrapped(answer, TokenUse::access) == "a.a.a");
  CHECK(unwrapped(R"({"access_token": "a.a.a", "token_type": "Bearer"})") == "a.a.a");
  CHECK(unwrapped(R"({"message": "Unauthorized"})") == R"({"message": "Unauthorized"})");
  CHECK(unwrapped(R"({"IdToken":)") == R"({"IdToken":)");
  CHECK(unwrapped("[1]") == "[1]");
}

}  // namespace cauth::cli
