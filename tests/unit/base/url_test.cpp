#include "base/url.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth {
namespace {

Url url(std::string_view text) {
  auto parsed = parse_url(text);
  REQUIRE_MESSAGE(parsed.has_value(), text);
  return *parsed;
}

}  // namespace

TEST_CASE("a URL comes apart and together again") {
  const auto parts = url("HTTPS://user:pw@API.Example.com:8443/a/b?x=1&y=%20#frag");
  CHECK(parts.scheme == "https");
  CHECK(parts.user_info == "user:pw");
  CHECK(parts.host == "api.example.com");
  CHECK(parts.port == 8443);
  CHECK(parts.path == "/a/b");
  CHECK(parts.query == "x=1&y=%20");
  CHECK(parts.fragment == "frag");
  CHECK(parts.origin() == "https://api.example.com:8443");
  CHECK(parts.text() == "https://user:pw@api.example.com:8443/a/b?x=1&y=%20#frag");
}

TEST_CASE("what is not written has its default") {
  CHECK(url("http://h").port == 80);
  CHECK(url("https://h").port == 443);
  CHECK(url("https://h?q").path == "/");
  CHECK(url("https://h:/").port == 443);
  CHECK(url("https://h:443/").origin() == "https://h");
}

TEST_CASE("an IPv6 host keeps its brackets in a URL and loses them in `host`") {
  const auto parts = url("http://[::1]:9230/x");
  CHECK(parts.host == "::1");
  CHECK(parts.port == 9230);
  CHECK(parts.origin() == "http://[::1]:9230");
}

TEST_CASE("what programs read differently is no URL") {
  for (const std::string_view text : {"",
                                      "h",
                                      "//h",
                                      "ftp://h",
                                      "http:/h",
                                      "http://",
                                      "http:///x",
                                      "http://:80",
                                      "http://h:0",
                                      "http://h:65536",
                                      "http://h:80x",
                                      "http://h:-1",
                                      "http://a b",
                                      "http://h/a b",
                                      "http://h\\@evil",
                                      "http://h\t",
                                      "http://h\n/",
                                      "http://[::1",
                                      "http://[::1]x",
                                      "http://[]",
                                      "http://[zz]",
                                      "http://a%41",
                                      "http://a{b}",
                                      " http://h"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_url(text));
  }
}

TEST_CASE("the host stands after the last @, before the first slash, question mark or hash") {
  CHECK(url("http://good.example@evil.example/").host == "evil.example");
  CHECK(url("http://a@b@evil.example/").host == "evil.example");
  CHECK(url("http://good.example#@evil.example").host == "good.example");
  CHECK(url("http://good.example?@evil.example").host == "good.example");
  CHECK(url("http://good.example/@evil.example").host == "good.example");
}

TEST_CASE("loopback is 127.0.0.0/8, ::1, localhost and names below it") {
  for (const std::string_view text : {"http://127.0.0.1", "http://127.255.0.9", "http://[::1]",
                                      "http://localhost", "http://LOCALHOST.", "http://api.localhost"}) {
    CAPTURE(text);
    CHECK(url(text).is_loopback());
  }
  for (const std::string_view text :
       {"http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://notlocalhost",
        "http://127.0.0", "http://127.0.0.256", "http://128.0.0.1", "http://0.0.0.0"}) {
    CAPTURE(text);
    CHECK_FALSE(url(text).is_loopback());
  }
}

TEST_CASE("a typed address without a scheme is https, and http for loopback") {
  CHECK(parse_typed_url("api.example.com/x")->text() == "https://api.example.com/x");
  CHECK(parse_typed_url("localhost:3000")->text() == "http://localhost:3000/");
  CHECK(parse_typed_url("http://api.example.com")->scheme == "http");
  CHECK_FALSE(parse_typed_url("ftp://h"));
}

TEST_CASE("a typed address may have one slash to three behind its scheme, as for curl") {
  CHECK(parse_typed_url("http:/h/x")->text() == "http://h/x");
  CHECK(parse_typed_url("HTTPS:///h")->text() == "https://h/");
  for (const std::string_view text :
       {"http:////h", "http:", "https:", "http:/", "file:/etc/passwd", "localhost:/x"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_typed_url(text));
  }
  // a scheme within the query is none
  CHECK(parse_typed_url("h.example/x?to=http://y")->text() == "https://h.example/x?to=http://y");
  CHECK(parse_typed_url("localhost:80/x?to=http:/y")->text() == "http://localhost/x?to=http:/y");
}

TEST_CASE("an origin is scheme, host and port together") {
  CHECK(same_origin(url("https://a/x"), url("https://A:443/y")));
  CHECK_FALSE(same_origin(url("https://a"), url("http://a")));
  CHECK_FALSE(same_origin(url("https://a"), url("http://a:443")));
  CHECK_FALSE(same_origin(url("https://a"), url("https://a:8443")));
  CHECK_FALSE(same_origin(url("https://a"), url("https://b")));
}

TEST_CASE("a star in a pattern covers labels at the front of the host and nothing else") {
  const std::string pattern = "https://*.preview.example.com";
  CHECK(origin_matches(pattern, url("https://a.preview.example.com/x")));
  CHECK(origin_matches(pattern, url("https://a.b.preview.example.com")));
  CHECK_FALSE(origin_matches(pattern, url("https://preview.example.com")));
  CHECK_FALSE(origin_matches(pattern, url("https://.preview.example.com")));
  CHECK_FALSE(origin_matches(pattern, url("https://evilpreview.example.com")));
  CHECK_FALSE(origin_matches(pattern, url("http://a.preview.example.com")));
  CHECK_FALSE(origin_matches(pattern, url("https://a.preview.example.com:444")));
  CHECK_FALSE(origin_matches(pattern, url("https://a.preview.example.com.evil.example")));
  CHECK(origin_matches("https://api.example.com", url("https://API.example.com/x")));
  CHECK_FALSE(origin_matches("api.example.com", url("https://api.example.com")));
}

TEST_CASE("percent-encoding leaves unreserved characters alone") {
  CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
  CHECK(percent_encode(" +/\xc3\xa9") == "%20%2B%2F%C3%A9");
}

}  // namespace cauth
