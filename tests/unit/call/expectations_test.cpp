#include "call/expectations.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {
namespace {

struct Case {
  std::string_view expectation;
  std::string_view unmet;  // what it says; empty: it holds
};

void check_json(const Case& each, std::string_view body) {
  INFO(each.expectation);
  const auto parsed = parse_json(body);
  REQUIRE(parsed);
  CHECK(JsonExpectation(each.expectation).unmet(*parsed).value_or("") == each.unmet);
}

void check_header(const Case& each, const http::Headers& headers) {
  INFO(each.expectation);
  CHECK(HeaderExpectation(each.expectation).unmet(headers).value_or("") == each.unmet);
}

StatusList statuses(std::string_view text) {
  StatusList list;
  list.add(text);
  return list;
}

// What a body of a 200 does not meet.
std::vector<std::string> unmet_by(const Expectations& expected, std::string_view text, int status = 200) {
  BodyCopy body;
  body.begin(expected.look_at_body() ? BodyCopy::kJudgedBytes : BodyCopy::kShownBytes);
  body.add(text);
  return unmet(expected, {.status = status,
                          .headers = {},
                          .body = body,
                          .time = std::chrono::microseconds(800'001),
                          .hide = [](std::string_view line) { return std::string(line); }});
}

}  // namespace

TEST_CASE("statuses are numbers, classes and ranges") {
  const StatusList list = statuses("200,204|3xx,500-503");
  for (const int status : {200, 204, 300, 399, 500, 503}) CHECK(list.contains(status));
  for (const int status : {201, 299, 400, 504, 0}) CHECK_FALSE(list.contains(status));
  CHECK(statuses(" 2XX ").contains(299));
  for (const std::string_view text :
       {"", "200,", "20", "6xx", "2x", "abc", "300-200", "200-", "-1", "2xx-3xx"}) {
    INFO(text);
    CHECK_THROWS_AS(statuses(text), Error);
  }
}

TEST_CASE("given again, more statuses are expected") {
  StatusList list = statuses("200");
  list.add("404");
  CHECK(list.contains(200));
  CHECK(list.contains(404));
  CHECK(list.text() == "200,404");
}

TEST_CASE("expectations on JSON hold or say what came instead") {
  constexpr std::string_view kBody =
      R"({"state":"done","count":3,"id":"007","price":2.50,"big":12345678901234567890,"none":null,"no":false,)"
      R"("items":[{"name":"a=b"},{"name":"c"}],"cognito:groups":["x"],"text":"häuser"})";
  for (const Case& each : std::initializer_list<Case>{
           {"state", ""},
           {"no", ""},
           {"none", "json none: expected something, got nothing"},
           {"!none", ""},
           {"! missing.deeper", ""},
           {"!state", "json state: expected nothing, got \"done\""},
           {"state=done", ""},
           {"state == \"done\"", ""},
           {"state=open", "json state: expected open, got \"done\""},
           {"state!=open", ""},
           {"state!=done", "json state: expected not done, got \"done\""},
           {"count=3", ""},
           {"count=3.0", ""},
           {"count=\"3\"", "json count: expected \"3\", got 3"},
           {"id=007", ""},
           {"id=\"007\"", ""},
           {"id=7", "json id: expected 7, got \"007\""},
           {"big=12345678901234567890", ""},
           {"none=null", ""},
           {"no=false", ""},
           {"items[0]={\"name\":\"a=b\"}", ""},
           {"items[?name=='a=b'].name | [0]=a=b", ""},
           {"\"cognito:groups\"[0]=x", ""},
           {"length(items)=2", ""},
           {"length(items)>=3", "json length(items): expected >= 3, got 2"},
           {"length(text)=6", ""},
           {"length(missing)>0", "json length(missing): expected > 0, got something that has no length"},
           {"count>2", ""},
           {"count>3", "json count: expected > 3, got 3"},
           {"count<=3", ""},
           {"count<3", "json count: expected < 3, got 3"},
           {"price>=2.5", ""},
           {"id>1", "json id: expected > 1, got \"007\""},
           {"state~^do", ""},
           {"state~^o", "json state: expected a match of ^o, got \"done\""},
           {"count~^[0-9]$", ""},
           {"missing~.*", "json missing: expected a match of .*, got nothing"},
       })
    check_json(each, kBody);
}

TEST_CASE("a JSON expectation that cannot be read is refused") {
  for (const std::string_view text :
       {"", "!", "=1", "!=1", "!a=1", "a b", "a>=", "a>x", "a<[1]", "a~(", "a[?b=='c'", "\"a", "length(a"}) {
    INFO(text);
    CHECK_THROWS_AS(JsonExpectation{text}, Error);
  }
}

TEST_CASE("expectations on headers look at each of that name") {
  http::Headers headers;
  headers.add("Content-Type", "application/json; charset=utf-8");
  headers.add("Vary", "Origin");
  headers.add("vary", "Accept");
  headers.add("Set-Cookie", "sid=secret; Path=/");
  for (const Case& each : std::initializer_list<Case>{
           {"content-type: ^application/json", ""},
           {"content-type: xml",
            "header content-type: expected a match of xml, got application/json; charset=utf-8"},
           {"Vary: ^Origin$", ""},
           {"Vary: ^Accept$", ""},
           {"Vary", ""},
           {"Vary:", ""},
           {"!Vary", "header Vary: expected none, got Accept"},
           {"!X-Powered-By", ""},
           {"X-Powered-By", "header X-Powered-By: expected one, got none"},
           {"Set-Cookie: HttpOnly",
            "header Set-Cookie: expected a match of HttpOnly, got sid=[6 bytes]; Path=/"}})
    check_header(each, headers);
  for (const std::string_view text : {"", "!", "a b: c", ": c", "!a: b", "a: ("}) {
    INFO(text);
    CHECK_THROWS_AS(HeaderExpectation{text}, Error);
  }
}

TEST_CASE("all that does not hold is said, and the body where it may tell why") {
  Expectations expected;
  expected.status.add("2xx");
  expected.headers.emplace_back("ETag");
  expected.json.emplace_back("state=done");
  expected.contained.emplace_back("héllo");
  expected.time = std::chrono::milliseconds(800);
  CHECK(unmet_by(expected, "{\"state\":\n \"open\"}", 503) ==
        std::vector<std::string>{"status: expected 2xx, got 503", "json state: expected done, got \"open\"",
                                 "body: expected to contain \"héllo\", got 18 bytes without it",
                                 "header ETag: expected one, got none",
                                 "time: expected at most 800 ms, got 801 ms",
                                 "the answer: {\"state\": \"open\"}"});
  Expectations time;
  time.time = std::chrono::milliseconds(801);
  CHECK(unmet_by(time, "body").empty());
  time.time = std::chrono::milliseconds(800);
  CHECK(unmet_by(time, "body").size() == 1);
}

TEST_CASE("a body that is no JSON, or none at all, meets no expectation on JSON") {
  Expectations expected;
  expected.json.emplace_back("!errors");
  CHECK(unmet_by(expected, "") ==
        std::vector<std::string>{"json errors: expected nothing, got an empty body"});
  CHECK(unmet_by(expected, "<html>") ==
        std::vector<std::string>{"json errors: expected nothing, got a body that is no JSON (syntax error)",
                                 "the answer: <html>"});
}

TEST_CASE("of a large body the begin is looked at, and what is beyond is not guessed at") {
  Expectations expected;
  expected.contained.emplace_back("needle");
  std::string large(BodyCopy::kJudgedBytes, 'x');
  large.replace(large.size() - 6, 6, "needle");
  CHECK(unmet_by(expected, large).empty());
  CHECK(unmet_by(expected, "x" + large).at(0) ==
        "body: expected to contain \"needle\", got more than 4 MiB, of which no more is looked at");
  Expectations json;
  json.json.emplace_back("a");
  CHECK(unmet_by(json, "{\"a\":\"" + large + "\"}").at(0) ==
        "json a: expected something, got more than 4 MiB, of which no more is looked at");
}

TEST_CASE("what is said is hidden before it is cut") {
  Expectations expected;
  expected.status.add("200");
  BodyCopy body;
  body.begin(BodyCopy::kShownBytes);
  body.add(std::string(380, 'x') + "secret");
  const auto lines =
      unmet(expected, {.status = 500, .headers = {}, .body = body, .hide = [](std::string_view line) {
                         std::string text(line);
                         if (const auto at = text.find("secret"); at != std::string::npos)
                           text.replace(at, 6, "*");
                         return text;
                       }});
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].ends_with("x*"));
}

}  // namespace cauth::call
