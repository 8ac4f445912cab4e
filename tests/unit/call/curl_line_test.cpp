#include "call/curl_line.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

using Words = std::vector<std::string>;

// "silent output=file url=https://a.example/"
std::string read(const Words& words) {
  std::string text;
  for (const auto& option : read_curl_line(words)) {
    if (!text.empty()) text += ' ';
    text += (option.negated ? "no-" : "") + std::string(option.name);
    if (!option.value.empty()) text += '=' + option.value;
  }
  return text;
}

}  // namespace

TEST_CASE("options and addresses of a curl line are read as curl reads them") {
  CHECK(read({"-s", "https://a.example/"}) == "silent url=https://a.example/");
  CHECK(read({"--request", "POST", "--url", "u"}) == "request=POST url=u");
  CHECK(read({"u", "-d", "-x"}) == "url=u data=-x");
  CHECK(read({"--no-location", "-N"}) == "no-location no-buffer");
}

TEST_CASE("short options of a curl line stand in clusters, their value glued on or next to them") {
  CHECK(read({"-sSfLo", "file", "u"}) == "silent show-error fail location output=file url=u");
  CHECK(read({"-XPOST", "-sofile"}) == "request=POST silent output=file");
}

TEST_CASE("behind -- everything is an address to curl") {
  CHECK(read({"-s", "--", "-u", "x"}) == "silent url=-u url=x");
}

TEST_CASE("what curl might read differently is refused") {
  for (const Words& words : {Words{"--nonsense"},
                             {"--sil"},
                             {"-"},
                             {"-s:"},
                             {"--request=POST"},
                             {"--no-tlsv1.2"},
                             {"--expand-url", "x"},
                             {"-o"},
                             {"--request"}}) {
    INFO(words.front());
    CHECK_THROWS_AS(read(words), Error);
  }
}

TEST_CASE("a config file of curl is read by the same table") {
  const auto options =
      read_curl_config("# mine\nuser-agent = \"me \\\"too\\\"\"\n-s\n--proxy http://p\nurl: u\n", "f");
  REQUIRE(options.size() == 4);
  CHECK(options[0].name == "user-agent");
  CHECK(options[0].value == "me \"too\"");
  CHECK(options[1].name == "silent");
  CHECK(options[2].value == "http://p");
  CHECK(options[3].name == "url");
}

TEST_CASE("a config file whose lines curl might read differently is refused with the line's number") {
  for (const auto* text :
       {"\n-ofile\n", "\nsilent = yes\n", "\nrequest\n", "\nwhatever = x\n", "\nuser-agent = a b\n"}) {
    INFO(text);
    try {
      read_curl_config(text, "/home/alice/.curlrc");
      FAIL("it was read");
    } catch (const Error& error) {
      CHECK(error.what_failed.starts_with("line 2 of \"/home/alice/.curlrc\""));
      CHECK(error.hint.find("-q") != std::string::npos);
    }
  }
}

}  // namespace cauth::call
