#include "cli/args.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using namespace cauth;
using cli::Args;
using cli::Words;

namespace {

struct Typed {
  bool silent = false, show_errors = false;
  std::optional<bool> permanent;
  std::optional<std::string> method, kind, word;
  std::vector<std::string> headers, more_words, rest;
  std::string order;
};

void declare(Args& args, Typed& into, bool with_rest = false) {
  args.flag(into.silent, "-s,--silent", "say nothing");
  args.flag(into.show_errors, "-S,--show-error", "but errors");
  args.flag_pair(into.permanent, "--permanent", "for good");
  args.option(into.method, "-X,--request", "METHOD", "the method");
  args.option(into.headers, "-H,--header", "LINE", "a header");
  args.option(into.kind, "--token-use", "KIND", "which token").choices({"id", "access"});
  args.each("-d,--data", "DATA", "a body", [&into](const std::string& value) { into.order += "d" + value; });
  args.each("-F,--form", "PART", "a part", [&into](const std::string& value) { into.order += "F" + value; });
  args.positional(into.word, "WORD", "the word");
  if (with_rest) {
    args.rest(into.rest, "CMD", "what to run");
  } else {
    args.positional(into.more_words, "MORE", "more of them");
  }
}

Typed parsed(const Words& words, bool with_rest = false) {
  Typed typed;
  Args args;
  declare(args, typed, with_rest);
  cli::parse(args, words, "cauth try");
  return typed;
}

Error refused(const Words& words) {
  try {
    parsed(words);
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    return error;
  }
  FAIL("it was accepted");
  return usage_error("");
}

}  // namespace

TEST_CASE("short flags may be clustered, and the last of a cluster may take a value") {
  const auto typed = parsed({"-sSX", "POST"});
  CHECK(typed.silent);
  CHECK(typed.show_errors);
  CHECK(typed.method == "POST");
  CHECK(parsed({"-sXPUT"}).method == "PUT");
}

TEST_CASE("a value is glued, given with =, or the next word, whatever that looks like") {
  CHECK(parsed({"-XPOST"}).method == "POST");
  CHECK(parsed({"--request=POST"}).method == "POST");
  CHECK(parsed({"--request", "POST"}).method == "POST");
  CHECK(parsed({"--request", "-abc"}).method == "-abc");
  CHECK(parsed({"--request", "--silent"}).method == "--silent");
  CHECK_FALSE(parsed({"--request", "--silent"}).silent);
  CHECK(parsed({"-X", "--"}).method == "--");
  CHECK(parsed({"--request=a=b"}).method == "a=b");
  CHECK(parsed({"-X", "-1"}).method == "-1");
}

TEST_CASE("an empty value is a value") {
  CHECK(parsed({"--request", ""}).method == "");
  CHECK(parsed({"--request="}).method == "");
  const auto typed = parsed({"--request=", "word"});
  CHECK(typed.method == "");
  CHECK(typed.word == "word");
  CHECK(parsed({""}).word == "");
}

TEST_CASE("brackets, braces and commas in a value stay as they are") {
  CHECK(parsed({"-X", "[1,2]"}).method == "[1,2]");
  CHECK(parsed({"-X", "{}"}).method == "{}");
  CHECK(parsed({"-d", "[]", "-d{}", "-d", "a,b", "--data=[x]"}).order == "d[]d{}da,bd[x]");
  CHECK(parsed({"[a]"}).word == "[a]");
}

TEST_CASE("a repeatable option takes one value each time and leaves the next word alone") {
  const auto typed = parsed({"-H", "a: b", "word", "-Hc: d", "more"});
  CHECK(typed.headers == std::vector<std::string>{"a: b", "c: d"});
  CHECK(typed.word == "word");
  CHECK(typed.more_words == std::vector<std::string>{"more"});
}

TEST_CASE("options are handed over in the line's order") {
  CHECK(parsed({"-d1", "-F", "2", "-d", "3", "--form=4"}).order == "d1F2d3F4");
}

TEST_CASE("of an option that takes one value the last one counts") {
  CHECK(parsed({"-X", "PUT", "-X", "GET"}).method == "GET");
}

TEST_CASE("a flag and its opposite: the last one counts") {
  CHECK_FALSE(parsed({}).permanent.has_value());
  CHECK(parsed({"--permanent"}).permanent == true);
  CHECK(parsed({"--permanent", "--no-permanent"}).permanent == false);
}

TEST_CASE("what follows -- is taken as it stands") {
  const auto typed = parsed({"-s", "word", "--", "ls", "-S", "--", "--bogus"}, true);
  CHECK(typed.rest == std::vector<std::string>{"ls", "-S", "--", "--bogus"});
  CHECK_FALSE(typed.show_errors);
  CHECK(parsed({"--", "-word"}).word == "-word");
}

TEST_CASE("a lone dash is a word") {
  CHECK(parsed({"-"}).word == "-");
}

TEST_CASE("what is another program's line may begin at its first word, without --") {
  const auto split_line = [](const Words& words) {
    Typed typed;
    Args args;
    args.option(typed.method, "--origin", "URL", "an origin");
    args.rest_from_first_word(typed.rest, "CURL", "the line");
    cli::parse(args, words, "cauth try");
    return typed;
  };
  const std::vector<std::string> line = {"https://a.example", "-s", "--", "--origin", "x"};
  const auto bare = split_line({"--origin", "o", "https://a.example", "-s", "--", "--origin", "x"});
  CHECK(bare.rest == line);
  CHECK(bare.method == "o");
  CHECK(split_line({"--", "https://a.example", "-s", "--", "--origin", "x"}).rest == line);
  CHECK_THROWS_AS(split_line({"-s", "https://a.example"}), Error);
}

TEST_CASE("an unknown option is refused with the nearest known one") {
  const auto error = refused({"--reqest", "POST"});
  CHECK(error.what_failed == "unknown option \"--reqest\" of cauth try");
  CHECK(error.hint == "did you mean \"--request\"? \"cauth try --help\" lists what it takes");
  CHECK(refused({"--zzzzzzzzz=secret"}).what_failed == "unknown option \"--zzzzzzzzz\" of cauth try");
  CHECK(refused({"-Z"}).what_failed == "unknown option \"-Z\" of cauth try");
  CHECK(refused({"-sZ"}).what_failed == "unknown option \"-Z\" of cauth try");
  CHECK(refused({"--req", "GET"}).category == Category::usage);
}

TEST_CASE("an option without its value is refused") {
  CHECK(refused({"-s", "--request"}).what_failed == "--request needs a value: METHOD");
  CHECK(refused({"-sX"}).what_failed == "-X needs a value: METHOD");
}

TEST_CASE("a flag with a value is refused") {
  CHECK(refused({"--silent=yes"}).what_failed == "--silent takes no value");
}

TEST_CASE("a value that is none of the choices is refused with the nearest") {
  const auto error = refused({"--token-use", "acces"});
  CHECK(error.what_failed == "--token-use is one of id, access; \"acces\" is none of them");
  CHECK(error.hint == "did you mean \"access\"?");
}

TEST_CASE("a word too many is refused") {
  Args args;
  std::optional<std::string> word;
  args.positional(word, "WORD", "the word");
  try {
    cli::parse(args, {"one", "two"}, "cauth try");
    FAIL("it was accepted");
  } catch (const Error& error) {
    CHECK(error.what_failed == "\"two\" is a word too many for cauth try");
  }
}

TEST_CASE("what is required and missing is named") {
  Args args;
  std::optional<std::string> name, word;
  args.option(name, "--name", "NAME", "who it is for").required();
  args.positional(word, "WORD", "the word to say").required();
  CHECK_THROWS_WITH_AS(cli::parse(args, {}, "cauth try"), "--name is required: who it is for", Error);
  CHECK_THROWS_WITH_AS(cli::parse(args, {"--name", "x"}, "cauth try"), "WORD is missing: the word to say",
                       Error);
}

TEST_CASE("leading options end at the first plain word or at --") {
  Args args;
  Typed typed;
  declare(args, typed);
  CHECK(cli::count_leading_options(args, {"-s", "-X", "POST", "call", "-s"}) == 3);
  CHECK(cli::count_leading_options(args, {"--request=POST", "call"}) == 1);
  CHECK(cli::count_leading_options(args, {"--", "call"}) == 0);
  CHECK(cli::count_leading_options(args, {"-sX"}) == 1);
  CHECK(cli::count_leading_options(args, {"-", "call"}) == 0);
}
