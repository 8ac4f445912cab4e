#include "call/option_parser.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

// A line, read in a world where --profile and -v belong to somebody else.
struct Reading {
  test::TempDir home;
  Environ env;
  std::string input;
  std::vector<std::string> outside;

  Reading() { env.set("HOME", home.path().string()); }

  Line read(const std::vector<std::string>& words) {
    StringSource in(input);
    const auto outsider = [this](std::string_view name) -> std::optional<Outsider> {
      if (name != "--profile" && name != "--verbose") return std::nullopt;
      return Outsider{.takes_value = name == "--profile",
                      .set = [this, name = std::string(name)](const std::string& value) {
                        outside.push_back(name + ' ' + value);
                      }};
    };
    return parse_line(words, {.env = env, .in = in, .outsider = outsider});
  }
  Error refusal(const std::vector<std::string>& words) {
    try {
      read(words);
    } catch (const Error& error) {
      return error;
    }
    return Error(Category::internal, "it was read");
  }
};

std::string url(const Line& line, std::size_t place = 0) {
  return line.groups.at(0).places.at(place).url.value_or("");
}

}  // namespace

TEST_CASE("short options cluster, and the first with a value takes the rest of the word") {
  const Line line = Reading().read({"-sSfLXPOST", "-ofile", "u"});
  CHECK(line.silent);
  CHECK(line.show_error);
  CHECK(line.groups[0].fail);
  CHECK(line.groups[0].follow);
  CHECK(line.groups[0].method == "POST");
  CHECK(line.groups[0].places[0].output == "file");
  CHECK(url(line) == "u");
}

TEST_CASE("a value may begin with a dash, be empty, or stand behind an equals sign") {
  const Line line = Reading().read({"-d", "-x", "-A", "", "--request=PUT", "--data=a=b", "u"});
  CHECK(line.groups[0].data[0].value == "-x");
  CHECK(line.groups[0].user_agent == "");
  CHECK(line.groups[0].method == "PUT");
  CHECK(line.groups[0].data[1].value == "a=b");
}

TEST_CASE("long names may be shortened while they stay unique, and be in any case") {
  const Line line = Reading().read({"--inclu", "--LOCATION", "--data-b", "x", "u"});
  CHECK(line.groups[0].include_head);
  CHECK(line.groups[0].follow);
  CHECK(line.groups[0].data[0].kind == DataPart::Kind::binary);
  CHECK(Reading().refusal({"--fai", "u"}).what_failed.find("more than one") != std::string::npos);
}

TEST_CASE("--no-NAME undoes, and what has no opposite has none") {
  const Line line = Reading().read({"-sif", "--no-silent", "--no-include", "--no-fail", "u"});
  CHECK_FALSE(line.silent);
  CHECK_FALSE(line.groups[0].include_head);
  CHECK_FALSE(line.groups[0].fail);
  CHECK(exit_code(Reading().refusal({"--no-output", "u"})) == 2);
  CHECK(exit_code(Reading().refusal({"--no-http1.1", "u"})) == 2);
}

TEST_CASE("options that are named by their opposite mean what their name says") {
  using Clobber = Options::Clobber;
  CHECK(Reading().read({"--no-clobber", "u"}).groups[0].clobber == Clobber::never);
  CHECK(Reading().read({"--clobber", "u"}).groups[0].clobber == Clobber::always);
  CHECK(Reading().read({"--no-progress-meter", "u"}).meter == Line::Meter::none);
  CHECK(Reading().read({"-N", "--no-keepalive", "u"}).groups[0].curl.at(0).on);
  CHECK_FALSE(Reading().read({"--keepalive", "u"}).groups[0].curl.at(0).on);
}

TEST_CASE("behind -- everything is an address") {
  const Line line = Reading().read({"-s", "--", "-x", "b"});
  CHECK(url(line, 0) == "-x");
  CHECK(url(line, 1) == "b");
}

TEST_CASE("the first -o belongs to the first address, wherever they stand") {
  const Line line = Reading().read({"-o", "1", "a", "b", "-O", "-o", "3", "c"});
  const auto& places = line.groups[0].places;
  REQUIRE(places.size() == 3);
  CHECK(places[0].url == "a");
  CHECK(places[0].output == "1");
  CHECK(places[1].remote_name);
  CHECK(places[2].output == "3");
}

TEST_CASE("--next begins a group of its own, with nothing of the old one") {
  const Line line = Reading().read({"-s", "-XPUT", "-d", "x", "a", "--next", "b"});
  REQUIRE(line.groups.size() == 2);
  CHECK(line.silent);
  CHECK(line.groups[0].method == "PUT");
  CHECK_FALSE(line.groups[1].method);
  CHECK(line.groups[1].data.empty());
  CHECK(Reading().read({"--next", "a"}).groups.size() == 1);
}

TEST_CASE("what curl has and we have not is named, with a way to go") {
  const Error error = Reading().refusal({"--ftp-port", "-", "u"});
  CHECK(exit_code(error) == 2);
  CHECK(error.what_failed == "curl has --ftp-port, cauth call has not");
  CHECK(error.hint.find("cauth curl") != std::string::npos);
  CHECK(Reading().refusal({"-P", "-"}).what_failed == error.what_failed);
}

TEST_CASE("an unknown option comes with the one it is most like") {
  const Error error = Reading().refusal({"--heeder", "x", "u"});
  CHECK(exit_code(error) == 2);
  CHECK(error.hint.find("\"--header\"") != std::string::npos);
  CHECK(exit_code(Reading().refusal({"-", "u"})) == 2);
  CHECK(exit_code(Reading().refusal({"--silent=1", "u"})) == 2);
  CHECK(exit_code(Reading().refusal({"-X"})) == 2);
}

TEST_CASE("our own options are read whole, with their choices") {
  const Line line = Reading().read({"--token-use", "access", "--no-renew", "--allow-http", "u"});
  CHECK(line.groups[0].token_use == "access");
  CHECK(line.groups[0].no_renew);
  CHECK(line.groups[0].allow_http);
  CHECK(exit_code(Reading().refusal({"--token-use", "refresh", "u"})) == 2);
  CHECK(exit_code(Reading().refusal({"--token", "x", "u"})) == 2);
}

TEST_CASE("options of every command stand among curl's") {
  Reading reading;
  const Line line = reading.read({"-sv", "--profile", "dev", "--profile=test", "u"});
  CHECK(line.silent);
  CHECK(reading.outside == std::vector<std::string>{"--verbose ", "--profile dev", "--profile test"});
}

TEST_CASE("-K reads options from a file or standard input, in their place") {
  Reading reading;
  const auto file = reading.home / "options";
  write_private_file(file, "# comment\nurl = \"from-file\"\n-XPUT\nheader: \"X-A: \\\"1\\\"\"\nsilent\n");
  const Line line = reading.read({"-X", "POST", "-K", file.string(), "-H", "X-B: 2"});
  CHECK(url(line) == "from-file");
  CHECK(line.groups[0].method == "PUT");
  CHECK(line.groups[0].headers == std::vector<std::string>{"X-A: \"1\"", "X-B: 2"});
  CHECK(line.silent);
  reading.input = "request = PATCH\n";
  CHECK(reading.read({"-K", "-", "u"}).groups[0].method == "PATCH");
  CHECK(exit_code(reading.refusal({"-K", (reading.home / "none").string()})) == 26);
}

TEST_CASE("~/.curlrc is read first, -q in front leaves it out, and what cannot be used is named") {
  Reading reading;
  write_private_file(reading.home / ".curlrc", "user-agent rc\nftp-port = x\nnonsense\nsilent extra\n");
  const Line line = reading.read({"u"});
  CHECK(line.groups[0].user_agent == "rc");
  REQUIRE(line.remarks.size() == 3);
  CHECK(line.remarks[0].ends_with(".curlrc:2: passed over: curl has --ftp-port, cauth call has not"));
  CHECK(line.remarks[1].find(":3: passed over: unknown option") != std::string::npos);
  CHECK(line.remarks[2].find(":4: \"silent\" takes no value") != std::string::npos);
  CHECK(reading.read({"-A", "line", "u"}).groups[0].user_agent == "line");
  for (const auto* word : {"-q", "--disable", "-qs"})
    CHECK_FALSE(reading.read({word, "u"}).groups[0].user_agent);
  CHECK(reading.read({"-s", "-q", "u"}).groups[0].user_agent == "rc");
}

TEST_CASE("a file of options that reads itself comes to an end") {
  Reading reading;
  const auto file = reading.home / "loop";
  write_private_file(file, "config = \"" + file.string() + "\"\n");
  const Line line = reading.read({"-K", file.string(), "u"});
  REQUIRE(line.remarks.size() == 1);
  CHECK(line.remarks[0].find("without end") != std::string::npos);
}

}  // namespace cauth::call
