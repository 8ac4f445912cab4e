#include "base/json_query.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

using namespace cauth;

namespace {

constexpr std::string_view kDocument =
    R"q({"AuthenticationResult":{"IdToken":"abc","ExpiresIn":3600},"ChallengeParameters":{},
"Users":[{"Username":"alice","Attributes":[{"Name":"email","Value":"a@x"},{"Name":"sub","Value":"1"}],"Enabled":true},
{"Username":"bob","Attributes":[{"Name":"email","Value":"b@x"}],"Enabled":false}],
"cognito:groups":["admins","staff"],"n":null,"nested":[[1,2],[3,[4]]],"text":"häuser"})q";

struct QueryCase {
  std::string_view path, result;
};

}  // namespace

// The results are what Python's jmespath (1.0, which the AWS CLI uses) gives.
TEST_CASE("paths lead where jmespath leads") {
  const auto document = parse_json(kDocument);
  REQUIRE(document);
  for (const QueryCase& expected : std::initializer_list<QueryCase>{
           {R"q(AuthenticationResult.IdToken)q", R"q("abc")q"},
           {R"q(AuthenticationResult . IdToken)q", R"q("abc")q"},
           {R"q(AuthenticationResult.Nothing)q", R"q(null)q"},
           {R"q(Nothing.at.all)q", R"q(null)q"},
           {R"q(Users[0].Username)q", R"q("alice")q"},
           {R"q(Users[-1].Username)q", R"q("bob")q"},
           {R"q(Users[2].Username)q", R"q(null)q"},
           {R"q(Users[-3].Username)q", R"q(null)q"},
           {R"q(Users[].Username)q", R"q(["alice","bob"])q"},
           {R"q(Users[*].Username)q", R"q(["alice","bob"])q"},
           {R"q(Users[*].Attributes[*].Value)q", R"q([["a@x","1"],["b@x"]])q"},
           {R"q(Users[].Attributes[].Value)q", R"q(["a@x","1","b@x"])q"},
           {R"q(Users[*].Nothing)q", R"q([])q"},
           {R"q("cognito:groups")q", R"q(["admins","staff"])q"},
           {R"q("cognito:groups"[1])q", R"q("staff")q"},
           {R"q(length(Users))q", R"q(2)q"},
           {R"q(length("cognito:groups"))q", R"q(2)q"},
           {R"q(Users | [0].Username)q", R"q("alice")q"},
           {R"q(Users[*].Username | [1])q", R"q("bob")q"},
           {R"q(Users[*].Username | length(@))q", R"q(2)q"},
           {R"q(Users[?Username=='bob'].Enabled)q", R"q([false])q"},
           {R"q(Users[?Username!='bob'].Username | [0])q", R"q("alice")q"},
           {R"q(Users[0].Attributes[?Name=='email'].Value | [0])q", R"q("a@x")q"},
           {R"q(Users[?Enabled==`true`].Username)q", R"q(["alice"])q"},
           {R"q(AuthenticationResult.*)q", R"q(["abc",3600])q"},
           {R"q(nested[])q", R"q([1,2,3,[4]])q"},
           {R"q(nested[][])q", R"q([1,2,3,4])q"},
           {R"q(nested[*][0])q", R"q([1,3])q"},
           {R"q(nested[*])q", R"q([[1,2],[3,[4]]])q"},
           {R"q(@.n)q", R"q(null)q"},
           {R"q(length(text))q", R"q(6)q"},
           {R"q([0])q", R"q(null)q"},
           {R"q(Users.Username)q", R"q(null)q"},
           {R"q(Users[0][0])q", R"q(null)q"},
           {R"q(AuthenticationResult[0])q", R"q(null)q"},
           {R"q(*.IdToken)q", R"q(["abc"])q"},
       }) {
    CAPTURE(expected.path);
    CHECK(json_text(query(*document, expected.path)) == expected.result);
  }
}

TEST_CASE("what is no path is refused with its place") {
  for (const std::string_view path : {"",
                                      "a.",
                                      ".a",
                                      "a..b",
                                      "a[",
                                      "a[x]",
                                      "a[0",
                                      "a b",
                                      "a[?b]",
                                      "a[?b=='c",
                                      "a[?b=='c'",
                                      "\"a",
                                      "-a",
                                      "a |",
                                      "max(a)",
                                      "a[0:2]",
                                      "length(a",
                                      "a]",
                                      "cognito:groups",
                                      "a[?b==`{`]",
                                      "[a, b]",
                                      "{a: b}"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(query(Json::object(), path), Error);
  }
  CHECK_THROWS_WITH(query(Json::object(), "a b"),
                    "cannot read the query \"a b\" at position 3: what follows is not understood");
}

TEST_CASE("deep nesting in a query is refused, not followed") {
  std::string path;
  for (int depth = 0; depth < 100000; ++depth) path += "length(";
  CHECK_THROWS_AS(query(Json::object(), path), Error);
}

TEST_CASE("what has no length is refused") {
  CHECK_THROWS_AS(query(Json::object(), "length(@.nothing)"), Error);
  CHECK_THROWS_AS(query(Json(1), "length(@)"), Error);
}

TEST_CASE("a path is checked without a value") {
  check_query("length(items[?a=='x']) | @");
  CHECK_THROWS_AS(check_query("a b"), Error);
}
