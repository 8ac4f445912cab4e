#include "http/redact.hpp"

#include <doctest/doctest.h>

namespace cauth::http {
namespace {

constexpr std::string_view kToken = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

std::string describe(std::string_view token) {
  return token == kToken ? "id token of alice" : "";
}

std::string with_token(std::string_view before) {
  return std::string(before) + std::string(kToken);
}

}  // namespace

TEST_CASE("a token in Authorization is replaced by what it is, with or without a scheme") {
  CHECK(redact_header(with_token("Authorization: Bearer "), describe) ==
        "Authorization: Bearer [id token of alice]");
  CHECK(redact_header(with_token("authorization: "), describe) == "authorization: [id token of alice]");
}

TEST_CASE("a token in a header of any name is replaced") {
  CHECK(redact_header(with_token("X-Mine: "), describe) == "X-Mine: [id token of alice]");
  CHECK(redact_header(with_token("Location: https://x/?t="), describe) ==
        "Location: https://x/?t=[id token of alice]");
}

TEST_CASE("credentials that are no tokens are not shown either") {
  CHECK(redact_header("Authorization: Basic YTpi", {}) == "Authorization: Basic [user and password]");
  CHECK(redact_header("X-Api-Key: abcdef", {}) == "X-Api-Key: [6 bytes, not shown]");
  CHECK(redact_header("Proxy-Authorization: Bearer opaque", {}) ==
        "Proxy-Authorization: Bearer [6 bytes, not shown]");
  CHECK(redact_header("Authorization: AWS4-HMAC-SHA256 Credential=AKID/x, SignedHeaders=host, Signature=fe5f",
                      {}) ==
        "Authorization: AWS4-HMAC-SHA256 Credential=AKID/x, SignedHeaders=host, Signature=[not shown]");
}

TEST_CASE("cookies keep their names and attributes") {
  CHECK(redact_header("Set-Cookie: id=abc; Path=/; Secure", {}) ==
        "Set-Cookie: id=[3 bytes]; Path=/; Secure");
  CHECK(redact_header("Cookie: a=1; b=22", {}) == "Cookie: a=[1 bytes]; b=[2 bytes]");
}

TEST_CASE("ordinary lines are shown as they are") {
  CHECK(redact_header("GET /orders?id=1:2 HTTP/1.1", {}) == "GET /orders?id=1:2 HTTP/1.1");
  CHECK(redact_header("Host: localhost:8080", {}) == "Host: localhost:8080");
  CHECK(redact_header("X-Empty:", {}) == "X-Empty: ");
}

TEST_CASE("members of a body that hold secrets are replaced, at any depth") {
  CHECK(
      redact_json(
          R"({"AuthParameters":{"USERNAME":"alice","PASSWORD":"hunter2","SECRET_HASH":"q"},"ClientId":"c"})",
          {}) ==
      R"({"AuthParameters":{"USERNAME":"alice","PASSWORD":"[7 bytes, not shown]","SECRET_HASH":"[1 bytes, not shown]"},"ClientId":"c"})");
  CHECK(redact_json(
            R"({"AuthenticationResult":{"TokenType":"Bearer","IdToken":")" + std::string(kToken) + "\"}}",
            describe) ==
        R"({"AuthenticationResult":{"TokenType":"Bearer","IdToken":"[id token of alice]"}})");
  CHECK(redact_json("PASSWORD=hunter2", {}) == "[16 bytes]");
  CHECK(redact_json(R"({"CREDENTIAL":"{}","CredentialId":"id","SecretCode":"AAAA"})", {}) ==
        R"({"CREDENTIAL":"[2 bytes, not shown]","CredentialId":"id","SecretCode":"[4 bytes, not shown]"})");
}

TEST_CASE("a token is hidden where none belongs") {
  const std::string token(kToken);
  const auto hides = [&](const std::string& shown) { return shown.find(token) == std::string::npos; };
  CHECK(hides(redact_header(token + ": x", {})));
  CHECK(hides(redact_header("Cookie: " + token, {})));
  CHECK(hides(redact_header("Set-Cookie: a=b; " + token, {})));
  CHECK(hides(redact_header("Cookie: " + token + "=b", {})));
  CHECK(hides(redact_header("Authorization: " + token + " x", {})));
  CHECK(hides(redact_text("h2 [a: b] " + token, {})));
  CHECK(hides(redact_json("{\"" + token + "\": 1}", {})));
}

TEST_CASE("a trace shows what curl -v shows, without secrets") {
  StringSink err;
  VerboseTrace trace(err, {.describe = describe});
  trace.on_event(TraceKind::text, "Connected to localhost\n");
  trace.on_event(TraceKind::text, with_token("h2h3 [authorization: Bearer ") + "]\n");
  trace.on_event(TraceKind::text, "[HTTP/2] [1] [authorization: Bearer opaque]\n");
  trace.on_event(TraceKind::header_out, with_token("GET / HTTP/1.1\r\nAuthorization: Bearer ") + "\r\n\r\n");
  trace.on_event(TraceKind::header_in, "HTTP/1.1 200 OK\r\n");
  trace.on_event(TraceKind::data_in, "{}");
  CHECK(err.text ==
        "* Connected to localhost\n"
        "* h2h3 [authorization: Bearer [id token of alice]]\n"
        "* [HTTP/2] [1] [authorization: Bearer [6 bytes, not shown]]\n"
        "> GET / HTTP/1.1\n> Authorization: Bearer [id token of alice]\n> \n"
        "< HTTP/1.1 200 OK\n");
}

TEST_CASE("what a server sends does not steer the terminal") {
  StringSink err;
  VerboseTrace(err, {}).on_event(TraceKind::header_in, "X-A: \x1b[2Jx\r\n");
  CHECK(err.text == "< X-A: ?[2Jx\n");
}

TEST_CASE("secrets are shown only when that was asked for") {
  StringSink err;
  VerboseTrace trace(err, {.show_secrets = true});
  trace.on_event(TraceKind::header_out, "Authorization: Basic YTpi\r\n");
  CHECK(err.text == "> Authorization: Basic YTpi\n");
}

}  // namespace cauth::http
