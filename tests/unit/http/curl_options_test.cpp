#include "http/curl_options.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/curl_handle.hpp"
#include "http/curl_option_setter.hpp"
#include "http/curl_option_values.hpp"
#include "http/curl_transport.hpp"
#include "support/contains.hpp"
#include "support/local_server.hpp"

#include <doctest/doctest.h>

#include <initializer_list>
#include <set>
#include <string>
#include <utility>

namespace cauth::http {
namespace {

using test::contains;

struct Given {
  const char* name;
  const char* value = "";
  bool on = true;
};

std::vector<CurlOption> options_of(std::initializer_list<Given> given) {
  std::vector<CurlOption> options;
  for (const auto& each : given) {
    const auto row = find_curl_option(each.name);
    REQUIRE_MESSAGE(row.has_value(), each.name);
    options.push_back(curl_option(*row, each.value, each.on));
  }
  return options;
}

// What a server gets of a request with these options.
std::string sent_with(std::initializer_list<Given> given) {
  test::LocalServer server({"HTTP/1.1 204 No Content\r\n\r\n"});
  send_small(*open_curl_transport(), {.url = server.url() + "/a/../b", .options = options_of(given)}, 0);
  return server.received().at(0);
}

std::string refusal_of(std::initializer_list<Given> given) {
  CurlHandle handle(curl_library());
  CurlOptionSetter setter(handle);
  try {
    setter.apply(options_of(given));
  } catch (const Error& error) {
    CHECK(exit_code(error) == 2);
    return error.what_failed;
  }
  return {};
}

}  // namespace

TEST_CASE("each of curl's options has a long name of its own and a help text") {
  std::set<std::string> names;
  for (const auto& row : curl_option_rows()) {
    CHECK(contains(std::string(row.names), "--"));
    CHECK_FALSE(row.help.empty());
    for (const auto name : split(row.names, ',')) CHECK_MESSAGE(names.insert(std::string(name)).second, name);
    if (row.negatable) CHECK_MESSAGE(names.insert(negated_name(row)).second, row.names);
  }
}

TEST_CASE("libcurl takes what each option sets") {
  // Those whose value is not any text.
  const std::set<std::string_view> special{"--proto", "--tls-max", "--aws-sigv4", "--alt-svc", "--hsts"};
  // Those that a libcurl may have been built without.
  const std::set<std::string_view> optional{"--http3",         "--http3-only",    "--dns-servers",
                                            "--dns-interface", "--dns-ipv4-addr", "--dns-ipv6-addr",
                                            "--cert-status",   "--false-start"};
  for (const auto& row : curl_option_rows()) {
    const auto name = row.names.substr(row.names.rfind(',') + 1);
    if (special.count(name) != 0) continue;
    const std::string text(name);
    const std::string refusal = refusal_of({{text.c_str(), row.value_name.empty() ? "" : "1"}});
    if (optional.count(name) == 0 || !refusal.empty())
      CHECK_MESSAGE((refusal.empty() || optional.count(name) != 0), text, ": ", refusal);
  }
  CHECK(refusal_of({{"--proto", "=https"}}).empty());
  CHECK(refusal_of({{"--tls-max", "1.2"}, {"--tlsv1.2"}}).empty());
  CHECK(refusal_of({{"--aws-sigv4", "aws:amz:eu-west-1:execute-api"}}).empty());
}

TEST_CASE("options change the request as curl's do") {
  CHECK(sent_with({{"--path-as-is"}}).starts_with("GET /a/../b HTTP/1.1\r\n"));
  CHECK(sent_with({{"--http1.0"}}).starts_with("GET /b HTTP/1.0\r\n"));
  CHECK(sent_with({{"--http1.0"}, {"--http1.1"}}).starts_with("GET /b HTTP/1.1\r\n"));
  CHECK(sent_with({{"--request-target", "*"}}).starts_with("GET * HTTP/1.1\r\n"));
  CHECK(contains(sent_with({{"--compressed"}}), "\r\nAccept-Encoding: "));
  CHECK_FALSE(contains(sent_with({{"--compressed"}, {"--compressed", "", false}}), "Accept-Encoding"));
  CHECK(contains(sent_with({{"-r", "5"}}), "\r\nRange: bytes=5-\r\n"));
  CHECK(contains(sent_with({{"--range", "0-1,4-5"}}), "\r\nRange: bytes=0-1,4-5\r\n"));
  CHECK(contains(sent_with({{"--oauth2-bearer", "mine"}}), "\r\nAuthorization: Bearer mine\r\n"));
}

TEST_CASE("a proxy that was asked for is used for loopback too, one of the environment is not") {
  test::LocalServer proxy({"HTTP/1.1 204 No Content\r\n\r\n"});
  const std::string address = proxy.url();
  Request request{.url = "http://127.0.0.1:9/x", .options = options_of({{"-x", address.c_str()}})};
  CHECK(send_small(*open_curl_transport(), request, 0).head.status == 204);
  CHECK(proxy.received().at(0).starts_with("GET http://127.0.0.1:9/x HTTP/1.1\r\n"));
}

TEST_CASE("--connect-to and --resolve lead elsewhere") {
  const std::string answer = "HTTP/1.1 204 No Content\r\n\r\n";
  test::LocalServer server({answer, answer});
  const std::string port = server.url().substr(server.url().rfind(':') + 1);
  const auto transport = open_curl_transport();
  const std::string to = "api.invalid:80:127.0.0.1:" + port, address = "api.invalid:" + port + ":127.0.0.1";
  const auto connect_to = options_of({{"--connect-to", to.c_str()}});
  CHECK(any_of(connect_to, &CurlOptionRow::reroutes));
  send_small(*transport,
             {.url = "http://api.invalid/", .options = options_of({{"--connect-to", to.c_str()}})}, 0);
  send_small(
      *transport,
      {.url = "http://api.invalid:" + port + "/", .options = options_of({{"--resolve", address.c_str()}})},
      0);
  CHECK(contains(server.received().at(1), "\r\nHost: api.invalid:" + port + "\r\n"));
}

TEST_CASE("a value that is none is refused before anything is sent, naming the option") {
  const auto refused = [](const char* name, const char* value) {
    try {
      curl_option(find_curl_option(name).value(), value);
    } catch (const Error& error) {
      return contains(error.what_failed, name) && exit_code(error) == 2;
    }
    return false;
  };
  CHECK(refused("--happy-eyeballs-timeout-ms", "soon"));
  CHECK(refused("--max-filesize", "-1"));
  CHECK(refused("--max-filesize", "1x"));
  CHECK(refused("--max-filesize", "9999999999P"));
  CHECK(refused("--expect100-timeout", "nan"));
  CHECK(contains(refusal_of({{"--tls-max", "9"}}), "--tls-max"));
  CHECK(contains(refusal_of({{"--limit-rate", "fast"}}), "--limit-rate"));
  CHECK(contains(refusal_of({{"--local-port", "1-x"}}), "--local-port"));
  CHECK(contains(refusal_of({{"--proto", "=ftp"}}), "--proto"));
}

TEST_CASE("sizes and times are read as curl reads them") {
  CHECK(parse_curl_size("10", "--x") == 10);
  CHECK(parse_curl_size("10k", "--x") == 10240);
  CHECK(parse_curl_size("2G", "--x") == 2147483648);
  CHECK(parse_curl_seconds("0.5", "--x") == 500);
}

TEST_CASE("--proto limits the schemes") {
  const auto code_with = [](const char* value) {
    test::LocalServer server({"HTTP/1.1 204 No Content\r\n\r\n"});
    try {
      send_small(*open_curl_transport(), {.url = server.url(), .options = options_of({{"--proto", value}})},
                 0);
    } catch (const Error& error) {
      return error.detail;
    }
    return 0;
  };
  CHECK(code_with("=https") == CURLE_UNSUPPORTED_PROTOCOL);
  CHECK(code_with("-all,https") == CURLE_UNSUPPORTED_PROTOCOL);
  CHECK(code_with("-http") == CURLE_UNSUPPORTED_PROTOCOL);
  CHECK(code_with("-all,http,ftp") == 0);
  CHECK(code_with("https") == 0);
}

TEST_CASE("the opposite of an option is found by its own name") {
  CHECK(find_curl_option("--no-compressed") == find_curl_option("--compressed"));
  CHECK(find_curl_option("--keepalive") == find_curl_option("--no-keepalive"));
  CHECK(find_curl_option("-4") == find_curl_option("--ipv4"));
  CHECK_FALSE(find_curl_option("--no-http1.1"));
  CHECK_FALSE(find_curl_option("--nonsense"));
}

}  // namespace cauth::http
