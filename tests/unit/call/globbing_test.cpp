#include "call/globbing.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

std::vector<std::string> texts_of(std::string_view pattern) {
  Glob glob = Glob::parse(pattern);
  const auto count = glob.count();
  std::vector<std::string> texts;
  do {
    texts.push_back(glob.text());
  } while (glob.next());
  CHECK(texts.size() == count);
  return texts;
}

std::string refusal(std::string_view pattern) {
  try {
    Glob::parse(pattern);
  } catch (const Error& error) {
    CHECK(error.detail == 3);
    return error.what_failed;
  }
  return "";
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("words in braces, and ranges of numbers and letters in brackets") {
  CHECK(texts_of("a/{x,y,}/b") == Texts{"a/x/b", "a/y/b", "a//b"});
  CHECK(texts_of("[1-3]") == Texts{"1", "2", "3"});
  CHECK(texts_of("[008-11]") == Texts{"008", "009", "010", "011"});
  CHECK(texts_of("[0-10:5]") == Texts{"0", "5", "10"});
  CHECK(texts_of("[a-e:2]") == Texts{"a", "c", "e"});
  CHECK(texts_of("[7-7]") == Texts{"7"});
}

TEST_CASE("the last pattern changes fastest") {
  CHECK(texts_of("{a,b}[1-2]") == Texts{"a1", "a2", "b1", "b2"});
}

TEST_CASE("a backslash, empty brackets and an IPv6 host stand for themselves") {
  CHECK(texts_of("\\{a\\}\\[1\\]") == Texts{"{a}[1]"});
  CHECK(texts_of("x[]={y\\,z}") == Texts{"x[]=y,z"});
  CHECK(texts_of("http://[::1]:8080/[1-2]") == Texts{"http://[::1]:8080/1", "http://[::1]:8080/2"});
  CHECK(texts_of("http://[fe80::1%25eth0]/") == Texts{"http://[fe80::1%25eth0]/"});
}

TEST_CASE("a pattern that is none says where") {
  CHECK(refusal("h/{a") == "an unmatched brace at character 3 of \"h/{a\"");
  for (const auto* pattern :
       {"h/{}", "h/{a{b}}", "h/{a]", "h/}", "h/]", "h/[", "h/[1", "h/[1-", "h/[3-1]", "h/[1-2:0]",
        "h/[1-2:5]", "h/[a-Z]", "h/[z-a]", "h/[-]", "h/[1-1:2]", "h/[99999999999999999999-1]"}) {
    CAPTURE(pattern);
    CHECK_FALSE(refusal(pattern).empty());
  }
  CHECK_FALSE(refusal("[0-18446744073709551615]").empty());
  CHECK_FALSE(refusal("[1-9999999999][1-9999999999]").empty());
}

TEST_CASE("names of files take what the patterns stand for") {
  Glob glob = Glob::parse("h/{a,b}/[1-2]");
  glob.next();
  CHECK(glob.fill("f_#1_#2_#3#") == "f_a_2_#3#");
  CHECK(Glob::literal("{a}").fill("#1") == "#1");
}

}  // namespace cauth::call
