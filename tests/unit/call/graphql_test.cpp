#include "call/graphql.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::call {
namespace {

GraphqlAnswer read(int status, std::string_view body) {
  http::Response head;
  head.status = status;
  return read_graphql_answer(head, body);
}

int code_of(int status, std::string_view body) {
  try {
    read(status, body);
    return 0;
  } catch (const Error& error) {
    return error.detail;
  }
}

constexpr const char* kUnauthorized =
    R"({"errors":[{"errorType":"UnauthorizedException","message":"You are not authorized to make this call."}]})";

}  // namespace

TEST_CASE("a GraphQL body has the query, and variables and a name where there are some") {
  CHECK(graphql_body({.query = "{ a }"}) == R"({"query":"{ a }"})");
  CHECK(graphql_body(
            {.query = "q", .variables = R"({"a":1,"b":2})", .variable = {"b=x"}, .operation_name = "Op"}) ==
        R"({"query":"q","variables":{"a":1,"b":"x"},"operationName":"Op"})");
}

TEST_CASE("a variable is JSON where it can be, else a text") {
  const auto value = [](const std::string& text) {
    const std::string body = graphql_body({.query = "q", .variable = {"v=" + text}});
    const auto from = body.find("{\"v\":") + 5;
    return body.substr(from, body.size() - from - 2);
  };
  CHECK(value("7") == "7");
  CHECK(value("true") == "true");
  CHECK(value("{\"a\":[1]}") == "{\"a\":[1]}");
  CHECK(value("seven") == "\"seven\"");
  CHECK(value("\"7\"") == "\"7\"");
  CHECK(value("007") == "\"007\"");
  CHECK(value("") == "\"\"");
  CHECK(value("a=b") == "\"a=b\"");
}

TEST_CASE("a variable may come from a file") {
  const test::TempDir folder;
  write_private_file(folder / "input", R"({"total": 3})");
  CHECK(graphql_body({.query = "q", .variable = {"input=@" + (folder / "input").string()}}) ==
        R"({"query":"q","variables":{"input":{"total":3}}})");
  CHECK_THROWS_AS(graphql_body({.query = "q", .variable = {"input=@" + (folder / "none").string()}}), Error);
}

TEST_CASE("variables that are none and an empty query are refused") {
  CHECK_THROWS_AS(graphql_body({.query = " \n"}), Error);
  CHECK_THROWS_AS(graphql_body({.query = "q", .variables = "[1]"}), Error);
  CHECK_THROWS_AS(graphql_body({.query = "q", .variables = "{"}), Error);
  CHECK_THROWS_AS(graphql_body({.query = "q", .variable = {"x"}}), Error);
  CHECK_THROWS_AS(graphql_body({.query = "q", .variable = {"=x"}}), Error);
}

TEST_CASE("data and errors of a GraphQL answer are told apart") {
  const auto good = read(200, R"({"data":{"a":1}})");
  REQUIRE(good.data);
  CHECK((*good.data)["a"] == 1);
  CHECK(good.errors.empty());
  const auto partial = read(200, R"({"data":{"a":null},"errors":[{"message":"no","path":["a",0,"b"],
                                     "extensions":{"code":"FORBIDDEN"}}]})");
  CHECK(partial.data);
  REQUIRE(partial.errors.size() == 1);
  CHECK(partial.errors[0].message == "no");
  CHECK(partial.errors[0].path == "a[0].b");
  CHECK(partial.errors[0].type == "FORBIDDEN");
  CHECK_FALSE(read(200, R"({"data":null,"errors":[{"message":"x"}]})").data);
  CHECK(read(401, kUnauthorized).errors.at(0).type == "UnauthorizedException");
  CHECK(read(200, R"({"data":{},"errors":[]})").errors.empty());
}

TEST_CASE("what is no answer to GraphQL is a failure of the transport") {
  CHECK(code_of(200, "<html>") == 8);
  CHECK(code_of(200, "[]") == 8);
  CHECK(code_of(200, R"({"message":"hello"})") == 8);
  CHECK(code_of(500, "<html>") == 22);
  CHECK(code_of(403, R"({"message":"Forbidden"})") == 22);
}

TEST_CASE("control characters of an API do not reach the terminal") {
  CHECK(read(200, "{\"errors\":[{\"message\":\"a\\u001b[2Jb\"}]}").errors.at(0).message == "a?[2Jb");
}

TEST_CASE("AppSync's refusals are explained") {
  const auto refused = read(401, kUnauthorized);
  const auto hint = graphql_hint(refused.errors, "the ID token of alice, without Bearer,");
  CHECK(hint.find("the ID token of alice, without Bearer, was sent") == 0);
  CHECK(hint.find("cauth verify") != std::string::npos);
  CHECK(graphql_hint(refused.errors, "").find("no token was sent") == 0);
  const auto field =
      read(200, R"({"errors":[{"errorType":"Unauthorized","message":"Not Authorized to access a"}]})");
  CHECK(graphql_hint(field.errors, "x").find("its user may not") != std::string::npos);
  CHECK(graphql_hint(read(200, R"({"errors":[{"message":"syntax"}]})").errors, "x").empty());
}

}  // namespace cauth::call
