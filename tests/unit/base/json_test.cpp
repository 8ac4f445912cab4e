#include "base/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth {
namespace {

std::string problem_of(std::string_view text, JsonLimits limits = {}) {
  return parse_json(text, limits).problem;
}

// What the text comes back as.
std::string round_trip(std::string_view text) {
  const auto parsed = parse_json(text);
  REQUIRE_MESSAGE(parsed, text << ": " << parsed.problem);
  return json_text(*parsed);
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("an object's members keep the order they came in") {
  CHECK(round_trip(R"({"z":1,"a":[true,null,"x"],"m":{"b":2,"a":1}})") ==
        R"({"z":1,"a":[true,null,"x"],"m":{"b":2,"a":1}})");
}

TEST_CASE("a text of one value is taken, whatever the value and the space around it") {
  CHECK(round_trip(" \t\r\n{} ") == "{}");
  CHECK(round_trip("\"a\"") == "\"a\"");
  CHECK(round_trip("0") == "0");
  CHECK(round_trip("null") == "null");
}

TEST_CASE("text that RFC 8259 does not allow is refused") {
  for (const std::string_view text :
       {"",           " ",         "tru",     "nul",      "True", "[1,,2]",   "[1,]",        "[,1]",
        "{\"a\":1,}", "{a:1}",     "{'a':1}", "01",       "-01",  "+1",       "1.",          ".5",
        "1e",         "0x1",       "NaN",     "Infinity", "-",    "\"\\q\"",  "\"\\u12g4\"", "\"a",
        "[",          "{\"a\"",    "{\"a\":", "[1] [2]",  "{}x",  "/* c */1", "1 // c",      "\"a\tb\"",
        "\"a\nb\"",   "{\"a\" 1}", "[1 2]",   "]"}) {
    CAPTURE(text);
    CHECK_FALSE(problem_of(text).empty());
  }
}

TEST_CASE("a byte order mark is refused") {
  CHECK_FALSE(problem_of("\xef\xbb\xbf{}").empty());
}

TEST_CASE("NUL is refused, raw inside a string and after the value") {
  CHECK_FALSE(problem_of(std::string_view("\"a\0b\"", 5)).empty());
  CHECK_FALSE(problem_of(std::string_view("{}\0", 3)).empty());
  CHECK(round_trip("\"a\\u0000b\"") == "\"a\\u0000b\"");
}

TEST_CASE("text that is no UTF-8 is refused") {
  CHECK_FALSE(problem_of("\"\xff\"").empty());
  CHECK_FALSE(problem_of("\"\xc0\xaf\"").empty());
  CHECK_FALSE(problem_of("\"\xed\xa0\x80\"").empty());
  CHECK_FALSE(problem_of("\"\xe2\x82\"").empty());
  CHECK_FALSE(problem_of("{\"\xff\":1}").empty());
}

TEST_CASE("escaped surrogates come in pairs or not at all") {
  CHECK(round_trip(R"("\ud83d\ude00")") == "\"\xf0\x9f\x98\x80\"");
  CHECK_FALSE(problem_of(R"("\ud83d")").empty());
  CHECK_FALSE(problem_of(R"("\ude00")").empty());
  CHECK_FALSE(problem_of(R"("\ud83dx")").empty());
  CHECK_FALSE(problem_of(R"("\ud83d\ud83d")").empty());
}

TEST_CASE("a name that stands twice in one object is refused, however it is spelt") {
  CHECK(problem_of(R"({"a":1,"b":2,"a":1})") == "the name \"a\" stands twice in one object");
  CHECK(problem_of("{\"a\":1,\"\\u0061\":2}") == "the name \"a\" stands twice in one object");
  CHECK_FALSE(problem_of(R"([{"x":{"":1,"":2}}])").empty());
  CHECK(problem_of(R"({"a":{"a":1},"A":[{"a":1},{"a":1}]})").empty());
  CHECK(problem_of("{\"\\u001b[2J\":1,\"\\u001b[2J\":2}") == "the name \"?[2J\" stands twice in one object");
}

TEST_CASE("an object of a hundred thousand members is read in no time") {
  std::string text = "{";
  for (int i = 0; i < 100000; ++i) text += '"' + std::to_string(i) + "\":0,";
  CHECK(problem_of(text + "\"x\":0}").empty());
  CHECK(problem_of(text + "\"7\":0}") == "the name \"7\" stands twice in one object");
}

TEST_CASE("a number beyond a double's range is refused") {
  for (const std::string_view text : {"1e999", "-1e999", "[1e400]", "1e99999999999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(problem_of(text).empty());
  }
  CHECK(problem_of(std::string(400, '9')) == "a number is too large");
  CHECK(round_trip("1e-999") == "0.0");
}

TEST_CASE("a number is the double nearest to what stands there") {
  CHECK(round_trip("18446744073709551615") == "18446744073709551615");
  CHECK(round_trip("-9223372036854775808") == "-9223372036854775808");
  for (const std::string_view text :
       {"0.1", "0.3", "1.1", "2.675", "1e+23", "8.5e-20", "123456789.12345679", "1.7976931348623157e+308",
        "5e-324", "2.2250738585072014e-308", "9007199254740993.5", "0.30000000000000004", "-1.5"}) {
    CAPTURE(text);
    CHECK(parse_json(text).value->get<double>() == Json::parse(text).get<double>());
  }
}

TEST_CASE("depth is bounded, and so is size") {
  CHECK(problem_of(nested(32)).empty());
  CHECK_FALSE(problem_of(nested(33)).empty());
  CHECK_FALSE(problem_of(nested(100000)).empty());
  CHECK(problem_of("[1,2,3]", {.bytes = 7}).empty());
  CHECK(problem_of("[1,2,3]", {.bytes = 6}) == "it is larger than 6 bytes");
}

TEST_CASE("strings that are no UTF-8 are written with replacement characters") {
  CHECK(json_text(Json("a\xff")) == "\"a\xef\xbf\xbd\"");
}

TEST_CASE("a member of another type is as good as none") {
  const Json object = {{"text", "x"}, {"number", 1}};
  REQUIRE(string_member(object, "text") != nullptr);
  CHECK(*string_member(object, "text") == "x");
  CHECK(string_member(object, "number") == nullptr);
  CHECK(string_member(object, "none") == nullptr);
  CHECK(string_member(Json("text"), "text") == nullptr);
  CHECK(string_member_or(object, "number", "y") == "y");
}

TEST_CASE("wiping a value empties its strings, nested ones too") {
  Json value = {{"a", "secret"}, {"b", {"secret", {{"c", "secret"}}}}};
  wipe(value);
  CHECK(json_text(value).find("secret") == std::string::npos);
}

}  // namespace cauth
