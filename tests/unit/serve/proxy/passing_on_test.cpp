#include "serve/proxy/passing_on.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace cauth::serve::proxy {
namespace {

Url url(const char* text) {
  return *parse_url(text);
}

Request sample() {
  Request request{.method = "POST", .target = "/k/orders"};
  for (const auto& [name, value] : {std::pair{"Host", "127.0.0.1:1"},
                                    {"Authorization", "Bearer stale"},
                                    {"Connection", "keep-alive, X-Hop"},
                                    {"X-Hop", "1"},
                                    {"TE", "trailers"},
                                    {"Transfer-Encoding", "chunked"},
                                    {"Proxy-Authorization", "Basic x"},
                                    {"Expect", "100-continue"},
                                    {"X-Cauth-Key", "k"},
                                    {"Cookie", "a=1"},
                                    {"X-Mine", "1"},
                                    {"X-Mine", "2"}})
    request.headers.add(name, value);
  return request;
}

bool removes(const http::Request& request, std::string_view name) {
  return std::find(request.removed_headers.begin(), request.removed_headers.end(), name) !=
         request.removed_headers.end();
}

}  // namespace

TEST_CASE("fields for one connection alone are not passed on") {
  const auto kept = end_to_end(sample().headers);
  for (const auto* name : {"Connection", "X-Hop", "TE", "Transfer-Encoding", "Proxy-Authorization"}) {
    INFO(name);
    CHECK_FALSE(kept.has(name));
  }
  CHECK(kept.has("Cookie"));
  CHECK(std::count_if(kept.fields().begin(), kept.fields().end(),
                      [](const auto& field) { return field.first == "X-Mine"; }) == 2);
}

TEST_CASE("the API is asked below its path, without what was for the proxy") {
  const auto out =
      request_for(sample(), "/orders?x=1", url("https://api.example.com/prod/"), "Authorization", {});
  CHECK(out.url == "https://api.example.com/prod/orders?x=1");
  CHECK(out.method == "POST");
  for (const auto* name : {"Host", "Authorization", "Expect", "X-Cauth-Key"}) {
    INFO(name);
    CHECK_FALSE(out.headers.has(name));
  }
  CHECK(
      request_for(sample(), "/", url("https://api.example.com"), "X-Token", {}).headers.has("Authorization"));
}

TEST_CASE("the proxy adds no fields of its own, but those that --header asks for") {
  const auto out = request_for(sample(), "/", url("https://api.example.com"), "Authorization", {});
  for (const auto* name : {"Accept", "User-Agent", "Content-Type"}) {
    INFO(name);
    CHECK(removes(out, name));
  }
  Request typed = sample();
  typed.headers.add("Content-Type", "text/plain");
  http::Request connection;
  connection.headers.add("X-Mine", "proxy's");
  const auto other = request_for(typed, "/", url("https://api.example.com"), "Authorization", connection);
  CHECK_FALSE(removes(other, "Content-Type"));
  CHECK(*other.headers.find("X-Mine") == "proxy's");
  CHECK(std::count_if(other.headers.fields().begin(), other.headers.fields().end(),
                      [](const auto& field) { return field.first == "X-Mine"; }) == 1);
}

TEST_CASE("a HEAD request expects no body") {
  Request head = sample();
  head.method = "HEAD";
  CHECK(request_for(head, "/", url("https://api.example.com"), "Authorization", {}).no_body_expected);
}

TEST_CASE("redirects within the API lead back to the proxy, others do not change") {
  const Url api = url("https://api.example.com/prod");
  CHECK(location_for("https://api.example.com/prod/b?x#y", api, "/k") == "/k/b?x#y");
  CHECK(location_for("//api.example.com/prod/b", api, "/k") == "/k/b");
  CHECK(location_for("/prod/b", api, "/k") == "/k/b");
  CHECK(location_for("/prod", api, "/k") == "/k/");
  CHECK(location_for("/prod?x", api, "") == "/?x");
  CHECK(location_for("b", api, "/k") == "b");
  for (const auto* away :
       {"https://login.example.com/", "http://api.example.com/prod/b", "https://api.example.com/other",
        "/production/b", "https://api.example.com:8443/prod/b", "mailto:a@example.com", ""}) {
    INFO(away);
    CHECK(location_for(away, api, "/k") == away);
  }
}

}  // namespace cauth::serve::proxy
