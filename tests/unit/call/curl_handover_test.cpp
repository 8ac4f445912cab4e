#include "call/curl_handover.hpp"

#include "base/error.hpp"
#include "support/contains.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

using test::contains;

using Send = TokenPlan::Send;
using Words = std::vector<std::string>;

struct Given {
  Options options{};
  TokenRules rules{};
  std::vector<std::string> named{};

  std::vector<TokenPlan> plans(const Words& words) const {
    std::vector<Url> urls;
    for (const auto& each : named) urls.push_back(*parse_url(each));
    return plan_curl_parts(read_curl_parts(read_curl_line(words)), urls, rules, options);
  }
  Send send(const Words& words) const { return plans(words).at(0).send; }
  // Why it is refused; empty when it is not.
  std::string refusal(const Words& words) const {
    try {
      plans(words);
      return {};
    } catch (const Error& error) {
      CHECK(error.category == Category::usage);
      return error.what_failed;
    }
  }
};

}  // namespace

TEST_CASE("curl gets the token for the origin of the addresses on its line") {
  CHECK(Given{}.send({"https://api.example.com/a", "https://api.example.com/b", "-L", "-k"}) == Send::yes);
  CHECK(Given{}.send({"--url", "https://api.example.com/{a,b}/[1-9]"}) == Send::yes);
  CHECK(Given{}.send({"https://[::1]:8443/"}) == Send::yes);
  CHECK(Given{}.send({"-V"}) == Send::not_wanted);
  const Given none{.options = {.token_use = "none"}};
  CHECK(none.send({"-u", "a:b", "https://a.example/", "https://b.example/"}) == Send::not_wanted);
}

TEST_CASE("a curl line with several origins is refused, wherever they stand") {
  CHECK(contains(Given{}.refusal({"https://a.example/", "https://b.example/"}), "to \"https://b.example\""));
  CHECK(contains(Given{}.refusal({"https://a.example/", "--url", "http://a.example/"}), "http://a.example"));
  CHECK(contains(Given{}.refusal({"https://a.example/", "https://a.example:8443/"}), "8443"));
  for (const auto* pattern :
       {"https://{a,b}.example/", "https://h[1-9].example/", "{https,http}://a.example/",
        "https://a.example{/x,.evil.example/x}", "https://a{.example/,@evil.example/}"}) {
    INFO(pattern);
    CHECK(contains(Given{}.refusal({pattern}), "is no http or https URL"));
  }
}

TEST_CASE("a curl line that could reach another origin or brings its own credential is refused") {
  const std::string url = "https://a.example/";
  const std::vector<Words> lines = {{"-K", "f"},
                                    {"--config", "-"},
                                    {"--next", "x.localhost"},
                                    {"--location-trusted"},
                                    {"--metalink"},
                                    {"-H", "Authorization: Bearer mine"},
                                    {"-H", "authorization;"},
                                    {"-H", "@headers"},
                                    {"-u", "a:b"},
                                    {"-ua:b"},
                                    {"-sn"},
                                    {"--netrc-optional"},
                                    {"--netrc-file", "f"},
                                    {"--oauth2-bearer", "t"},
                                    {"--aws-sigv4", "aws:amz"},
                                    {"--negotiate"},
                                    {"--ntlm"},
                                    {"--digest"},
                                    {"--anyauth"},
                                    {"--proto-redir", "=https,ftp"},
                                    {"--proto", "+imap"},
                                    {"--libcurl", "x.c"}};
  for (Words line : lines) {
    INFO(line.front());
    line.insert(line.begin(), url);
    CHECK_FALSE(Given{}.refusal(line).empty());
  }
  CHECK_FALSE(Given{}.refusal({"https://alice:pw@a.example/"}).empty());
  CHECK_FALSE(Given{}.refusal({url, "--url", "@addresses"}).empty());
  CHECK(Given{}.refusal({url, "-H", "X-Own: Authorization: x", "--no-netrc", "--proto", "=https"}).empty());
}

TEST_CASE("an address that is none for a token is refused") {
  for (const auto* address : {"ftp://a.example/", "imap://a.example/", "https:///x",
                              "https://a.example\\@b.example/", "a b", "file:///etc/passwd"}) {
    INFO(address);
    CHECK_FALSE(Given{}.refusal({address}).empty());
  }
  CHECK(contains(Given{}.refusal({"api.example.com/x"}), "plain http"));
  CHECK(contains(Given{}.refusal({"http:/api.example.com/x"}), "plain http"));
  CHECK_FALSE(contains(Given{}.refusal({"ftp://alice:s3cret@a.example/"}), "s3cret"));
  CHECK(Given{}.send({"localhost:8080/x"}) == Send::yes);
}

TEST_CASE("--origin says which addresses of a curl line get the token") {
  const Given given{.named = {"https://a.example/ignored"}};
  CHECK(given.send({"https://a.example/", "-K", "f", "-u", "a:b", "--location-trusted"}) == Send::yes);
  CHECK(given.send({"https://b.example/"}) == Send::not_wanted);
  CHECK(given.send({"-K", "f"}) == Send::not_wanted);
  const auto plans =
      given.plans({"https://a.example/", "--next", "https://b.example/", "--next", "https://a.example/"});
  REQUIRE(plans.size() == 3);
  CHECK(plans[0].send == Send::yes);
  CHECK(plans[1].send == Send::not_wanted);
  CHECK(plans[2].send == Send::yes);
  CHECK(contains(given.refusal({"https://a.example/", "https://b.example/"}), "b.example"));
  CHECK_FALSE(given.refusal({"https://a.example/", "--libcurl", "x.c"}).empty());
  CHECK(Given{.named = {"https://a.example", "https://b.example"}}.send(
            {"https://a.example/", "https://b.example/"}) == Send::yes);
}

TEST_CASE("each of several named origins in one part of a curl line is looked at") {
  const Given named{.named = {"https://a.example", "http://a.example"}};
  CHECK(contains(named.refusal({"https://a.example/", "http://a.example/"}), "unencrypted"));
  const Given bound{.rules = {.bindings = {{.pattern = "https://b.example", .token_use = "access"}}},
                    .named = {"https://a.example", "https://b.example"}};
  CHECK(contains(bound.refusal({"https://a.example/", "https://b.example/"}), "in another way"));
  CHECK(bound.plans({"https://a.example/", "--next", "https://b.example/"}).at(1).use == "access");
}

TEST_CASE("the profile's origins rule curl's addresses too, and --origin is stronger") {
  Given given{
      .rules = {.bindings = {{.pattern = "https://a.example", .token_use = "access", .auth_header = "raw"}}}};
  CHECK(given.plans({"https://a.example/"}).at(0).use == "access");
  CHECK_FALSE(given.plans({"https://a.example/"}).at(0).bearer);
  CHECK(given.send({"https://b.example/", "-u", "a:b"}) == Send::not_named);
  given.named = {"https://b.example"};
  CHECK(given.send({"https://b.example/"}) == Send::yes);
}

TEST_CASE("a token goes over plain http to this machine alone, while nothing leads curl elsewhere") {
  const std::string local = "http://127.0.0.1:3000/";
  CHECK(Given{}.send({local}) == Send::yes);
  CHECK(contains(Given{}.refusal({"http://a.example/"}), "unencrypted"));
  const std::vector<Words> elsewhere = {{"-x", "http://p"},         {"--socks5", "p"},
                                        {"--preproxy", "p"},        {"--resolve", "*:80:10.0.0.1"},
                                        {"--noproxy", "x.example"}, {"--connect-to", "::h:80"}};
  for (Words line : elsewhere) {
    INFO(line.front());
    line.push_back(local);
    CHECK(contains(Given{}.refusal(line), "unencrypted"));
    CHECK(Given{.options = {.allow_http = true}}.send(line) == Send::yes);
    line.back() = "https://127.0.0.1:3000/";
    CHECK(Given{}.send(line) == Send::yes);
  }
  CHECK(Given{}.send({"--noproxy", "*", local}) == Send::yes);
  CHECK(Given{}.send({"--noproxy", "x, 127.0.0.1", local}) == Send::yes);
  CHECK(Given{}.send({"--unix-socket", "/run/api", "http://a.example/"}) == Send::yes);
}

TEST_CASE("a header that curl does not strip on a redirect, or that the line has already, is refused") {
  const Given given{.options = {.header_name = "X-Token"}};
  CHECK(given.send({"https://a.example/"}) == Send::yes);
  CHECK(contains(given.refusal({"https://a.example/", "-L"}), "strips Authorization alone"));
  CHECK(contains(given.refusal({"https://a.example/", "-H", "x-token: mine"}), "\"X-Token\""));
}

TEST_CASE("the config for curl has oauth2-bearer, which gives way to a header of the user's, or a header") {
  CHECK(curl_config({}, "t").reveal() == "oauth2-bearer = \"t\"\n");
  CHECK(curl_config({.bearer = false}, "t").reveal() == "header = \"Authorization: t\"\n");
  CHECK(curl_config({.header_name = "X-T"}, "a\"\\b").reveal() == "header = \"X-T: Bearer a\\\"\\\\b\"\n");
  const auto parts = read_curl_parts(read_curl_line(Words{"http://localhost:1/"}));
  CHECK(curl_config_for_loopback(parts.at(0), "b.example") == "noproxy = \"localhost,b.example\"\n");
  CHECK(curl_config_for_loopback({}, "").empty());
}

}  // namespace cauth::call
