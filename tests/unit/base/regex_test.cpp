#include "base/regex.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>

using namespace cauth;

namespace {

struct PatternCase {
  std::string_view pattern, text;
  bool matches;
};

}  // namespace

TEST_CASE("regular expressions match as those of grep -E do") {
  for (const PatternCase& each :
       std::initializer_list<PatternCase>{{"b", "abc", true},
                                          {"^b", "abc", false},
                                          {"^(GET|POST) /[a-z]+$", "POST /orders", true},
                                          {"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
                                           "0198c1e0-aaaa-7bbb-8ccc-1234567890ab", true},
                                          {"[[:digit:]]+[])]", "at 12)", true},
                                          {"[^]a]", "]a", false},
                                          {"\\w+\\.\\w+", "a.b", true},
                                          {"\\bcat\\b", "concat", false},
                                          {"a.c", "a\nc", true},
                                          {"x|c$", "abc", true},
                                          {"", "", true},
                                          {"", "abc", true},
                                          {"\xC3\xA4", "h\xC3\xA4user", true}}) {
    INFO(each.pattern);
    CHECK(Regex(each.pattern).matches_in(each.text) == each.matches);
  }
}

TEST_CASE("what is no regular expression, or another dialect's, is refused with its reason") {
  for (const std::string_view pattern :
       {"(", "a)(b", "[a", "*", "\\d+", "[\\w.]", "(a)\\1", "a{2,1}", "a{255}{255}{255}", "a{99999999999}"}) {
    INFO(pattern);
    CHECK_THROWS_AS(Regex{pattern}, Error);
  }
  CHECK_THROWS_AS(Regex{std::string(1001, 'a')}, Error);
  CHECK_THROWS_AS(Regex{std::string_view("a\0b", 3)}, Error);
  CHECK_THROWS_WITH(Regex{"a\\d"}, "\"a\\d\" is no regular expression that is understood: there is no \\d");
}

// Each takes minutes, or the stack, in an engine that tries one way after another.
TEST_CASE("patterns that ruin other engines are searched for in one pass") {
  const std::string text = std::string(Regex::kLongestTextBytes - 1, 'a') + '!';
  for (const std::string_view pattern : {"(a+)+$", "(a|aa)+c", "(a*)*c", "a.*a.*a.*c", "(a|b)*a(a|b){14}c"}) {
    INFO(pattern);
    CHECK_FALSE(Regex(pattern).matches_in(text));
  }
}
