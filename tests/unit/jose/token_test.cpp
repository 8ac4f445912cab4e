#include "jose/token.hpp"

#include "base/bytes.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace cauth::jose {
namespace {

constexpr std::string_view kHeader = R"({"alg":"RS256"})";

// A token whose header and payload are these texts; its signature is nobody's.
std::string token_of(std::string_view header, std::string_view payload) {
  return base64url_encode(header) + '.' + base64url_encode(payload) + ".c2ln";
}

std::string problem_of(std::string_view token) {
  const auto decoded = decode_token(token);
  CHECK(decoded.token.has_value() == decoded.problem.empty());
  return decoded.problem;
}

Reason reason_of(std::string_view token) {
  return decode_token(token).reason;
}

TimePoint at(double unix_time) {
  return TimePoint(std::chrono::microseconds(static_cast<long long>(unix_time * 1e6)));
}

}  // namespace

// RFC 7515 appendix A.1.
TEST_CASE("the example of RFC 7515 A.1 comes apart") {
  const std::string text =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
      "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const auto decoded = decode_token(text);
  REQUIRE(decoded.token);
  CHECK(decoded.reason == Reason::ok);
  CHECK(decoded.token->header_text == "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}");
  CHECK(decoded.token->payload ==
        Json::parse(R"({"iss":"joe","exp":1300819380,"http://example.com/is_root":true})"));
  CHECK(decoded.token->signing_input == text.substr(0, text.rfind('.')));
  CHECK(decoded.token->signature.size() == 32);
}

TEST_CASE("three parts that are not empty make a token, no other number does") {
  CHECK(problem_of("") == "it has 1 part, not 3");
  CHECK(problem_of("a.b") == "it has 2 parts, not 3");
  CHECK(problem_of("a.b.c.d") == "it has 4 parts, not 3");
  CHECK(problem_of("a.b.c.d.e.f") == "it has 6 parts, not 3");
  const auto good = token_of(kHeader, "{}");
  CHECK(problem_of(good).empty());
  CHECK(problem_of(good.substr(0, good.rfind('.') + 1)) == "one of its parts is empty");
  CHECK(problem_of("." + good.substr(good.find('.') + 1)) == "one of its parts is empty");
  CHECK(reason_of("..") == Reason::malformed);
}

TEST_CASE("base64url that is not canonical makes no token") {
  const auto good = token_of(kHeader, R"({"a":1})");
  REQUIRE(problem_of(good).empty());
  for (const std::string& bad : {good + '=', good + '\n', ' ' + good, good + " ", "Bearer " + good,
                                 good + "A", good + std::string(1, '\0')}) {
    CAPTURE(bad);
    CHECK(reason_of(bad) == Reason::malformed);
  }
  // "c2lh" and "c2li" differ; "YQ" and "YR" would be the same octet if unused bits were ignored.
  CHECK(problem_of(base64url_encode(kHeader) + ".e30.YQ").empty());
  CHECK(problem_of(base64url_encode(kHeader) + ".e30.YR") == "its signature is not base64url");
  CHECK(problem_of(base64url_encode(kHeader) + ".e3+.YQ") == "its payload is not base64url");
  CHECK(problem_of("e30=.e30.YQ") == "its header is not base64url");
}

TEST_CASE("header and payload are one JSON object each, strictly") {
  CHECK(problem_of(token_of(kHeader, "[]")) == "its payload is not a JSON object");
  CHECK(problem_of(token_of("\"RS256\"", "{}")) == "its header is not a JSON object");
  for (const std::string_view bad :
       {"{", "{}{}", "{} x", "\xef\xbb\xbf{}", R"({"a":1,"a":2})", R"({"a":tru})", R"({"a":01})",
        R"({"a":1e999})", R"({"a":"\ud800"})", "{\"a\":\"\xff\"}", "{\"a\":\"b\nc\"}"}) {
    CAPTURE(bad);
    CHECK(reason_of(token_of(kHeader, bad)) == Reason::malformed);
    CHECK(reason_of(token_of(bad, "{}")) == Reason::malformed);
  }
  CHECK(reason_of(token_of(kHeader, std::string_view("{\"a\":\"\0\"}", 9))) == Reason::malformed);
  CHECK(reason_of(token_of(kHeader, std::string_view("{}\0", 3))) == Reason::malformed);
}

TEST_CASE("a token that nests without end or is too large is refused before it costs anything") {
  CHECK(reason_of(token_of(kHeader, "{\"a\":" + std::string(10000, '[') + std::string(10000, ']') + "}")) ==
        Reason::malformed);
  CHECK(reason_of(std::string(kLargestToken, 'a')) == Reason::malformed);
  CHECK(reason_of(std::string(kLargestToken + 1, 'a')) == Reason::too_large);
}

TEST_CASE("a refresh token is recognised as encrypted by its five parts and its header") {
  const auto decoded = decode_token(test::jose_vector("refresh.jwe"));
  CHECK(decoded.reason == Reason::encrypted_token);
  CHECK_FALSE(decoded.token);
  CHECK(decoded.encrypted_header == Json::parse(R"({"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"})"));
  CHECK(reason_of("a.b.c.d.e") == Reason::malformed);
  CHECK(reason_of("e30.b.c.d.e") == Reason::malformed);
}

TEST_CASE("a time claim is seconds since 1970, with or without a fraction") {
  const auto claim = [](const char* text) { return time_claim(Json::parse(text), "exp"); };
  CHECK(claim(R"({"exp":1795233600})") == at(1795233600));
  CHECK(claim(R"({"exp":1.5})") == at(1.5));
  CHECK(claim(R"({"exp":0})") == at(0));
  CHECK(claim(R"({"exp":1e11})") == at(1e11));
  for (const auto* text : {"{}", R"({"exp":"1795233600"})", R"({"exp":-1})", R"({"exp":1795233600000})",
                           R"({"exp":1e300})", R"({"exp":true})", R"({"exp":null})", R"({"exp":[1]})"}) {
    CHECK_FALSE(claim(text));
  }
}

}  // namespace cauth::jose
