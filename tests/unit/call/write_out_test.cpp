#include "call/write_out.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace cauth::call {
namespace {

using std::chrono::microseconds;

struct Printed {
  std::string out, err;
};

Printed print_format(std::string_view format, const Outcome& outcome = {}) {
  StringSink out, err;
  write_out(format, outcome, {.out = out, .err = err, .library = "libcurl/7.88.1"});
  return {out.text, err.text};
}

Outcome answered() {
  Outcome outcome;
  outcome.info.status = 200;
  outcome.info.http_version = 11;
  outcome.info.total = microseconds(1234567);
  outcome.info.scheme = "https";
  outcome.headers.add("Content-Type", "text/plain");
  outcome.headers.add("Set-Cookie", "a=\"1\"");
  outcome.headers.add("set-cookie", "b");
  outcome.url = "https://a.example/";
  return outcome;
}

}  // namespace

TEST_CASE("variables are filled in, in any case") {
  CHECK(print_format("%{http_code} %{HTTP_VERSION} %{time_total}s %{scheme}\\n", answered()).out ==
        "200 1.1 1.234567s HTTPS\n");
  CHECK(print_format("%{http_code} %{http_version} %{content_type}.").out == "000 0 .");
}

TEST_CASE("escapes and percent signs, and what is not understood stands for itself") {
  CHECK(print_format("a\\tb\\r\\n\\x%%%y%").out == "a\tb\r\n\\x%%y%");
  CHECK(print_format("%{unclosed").out == "%{unclosed");
  CHECK(print_format("%header{unclosed").out == "%header{unclosed");
  CHECK(print_format("\\").out == "\\");
  CHECK(print_format("").out.empty());
}

TEST_CASE("a name that is none leaves nothing but a line on stderr") {
  const auto printed = print_format("[%{nonsense}]");
  CHECK(printed.out == "[]");
  CHECK(printed.err == "cauth: -w knows no variable \"nonsense\"\n");
}

TEST_CASE("%{stderr} and %{stdout} say where the rest goes") {
  const auto printed = print_format("a%{stderr}b%{stdout}c");
  CHECK(printed.out == "ac");
  CHECK(printed.err == "b");
}

TEST_CASE("%{onerror} ends the format when all went well") {
  CHECK(print_format("a%{onerror}b").out == "a");
  Outcome failed;
  failed.exit = 7;
  CHECK(print_format("a%{onerror}b %{exitcode}", failed).out == "ab 7");
}

TEST_CASE("headers one by one and as JSON") {
  CHECK(print_format("%header{content-type}|%header{none}", answered()).out == "text/plain|");
  CHECK(print_format("%{header_json}", answered()).out ==
        "{\"content-type\":[\"text/plain\"],\n\"set-cookie\":[\"a=\\\"1\\\"\",\"b\"]\n}");
  CHECK(print_format("%{header_json}").out == "{\n}");
}

TEST_CASE("%{json} has every variable, unknown ones as null") {
  const std::string json = print_format("%{json}", answered()).out;
  CHECK(json.starts_with("{\"certs\":\"\",\"content_type\":null,"));
  CHECK(json.find("\"http_code\":200,") != std::string::npos);
  CHECK(json.find("\"time_total\":1.234567,") != std::string::npos);
  CHECK(json.find("\"url\":\"https://a.example/\",") != std::string::npos);
  CHECK(json.ends_with("\"urlnum\":0,\"curl_version\":\"libcurl/7.88.1\"}"));
}

TEST_CASE("what several requests of a transfer took is summed up") {
  Outcome outcome;
  http::Response first, second;
  first.transfer.total = microseconds(100);
  first.transfer.connects = 1;
  first.transfer.head_bytes = 10;
  first.transfer.download_bytes = 7;
  second.transfer.total = microseconds(300);
  second.transfer.connects = 1;
  second.transfer.head_bytes = 20;
  second.transfer.download_bytes = 8;
  add_request(outcome, first);
  add_request(outcome, second);
  CHECK(outcome.info.total == microseconds(400));
  CHECK(outcome.redirect_time == microseconds(100));
  CHECK(outcome.info.connects == 2);
  CHECK(outcome.info.head_bytes == 30);
  CHECK(outcome.info.download_bytes == 8);
  CHECK(outcome.info.download_speed == 20000);
}

}  // namespace cauth::call
