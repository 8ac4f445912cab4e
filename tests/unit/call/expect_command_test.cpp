#include "base/file.hpp"
#include "support/contains.hpp"
#include "support/signed_in_world.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

// --expect-…, --until and --report-… as part of `cauth call`.
namespace cauth {
namespace {

using test::contains;

using std::chrono::milliseconds;
using Words = std::vector<std::string>;

constexpr const char* kUrl = "https://api.example.com/a";

struct Api : test::SignedInWorld {
  Api() { sign_in("alice"); }
  test::CliResult call(Words words) {
    words.insert(words.begin(), "call");
    return run(words);
  }
  std::size_t sent() const { return world.transport.sent.size(); }
  std::string file(const std::string& name) const { return read_file(folder / name, 1U << 20U); }
};

}  // namespace

TEST_CASE("an answer that is as expected is shown and nothing is said") {
  Api api;
  api.world.transport.answer({.body = "Hello"});
  const auto result = api.call({"--expect-status", "2xx", "--expect-body-contains", "ell", kUrl});
  CHECK(result.exit == 0);
  CHECK(result.out == "Hello");
  CHECK(result.err.empty());
}

TEST_CASE("an answer that is not is shown too, and what was expected is said, also with -s") {
  Api api;
  api.world.transport.answer({.status = 500, .body = "Oops"});
  const auto result = api.call({"-s", "--expect-status", "2xx", kUrl});
  CHECK(result.exit == 1);
  CHECK(result.out == "Oops");
  CHECK(result.err ==
        "cauth: not as expected: GET https://api.example.com/a\n  status: expected 2xx, got 500\n"
        "  the answer: Oops\n");
}

TEST_CASE("an expected status is no failure to -f, whose body stays unseen and is judged") {
  Api api;
  api.world.transport.answer({.status = 404, .body = "Not Found"});
  const auto good = api.call({"-f", "--expect-status", "404", "--expect-body-contains", "Found", kUrl});
  CHECK(good.exit == 0);
  CHECK(good.out.empty());
  api.world.transport.answer({.status = 404, .body = "Not Found"});
  CHECK(api.call({"-f", "--expect-status", "200", kUrl}).exit == 1);
  api.world.transport.answer({.status = 404, .body = "Not Found"});
  CHECK(api.call({"-f", "--expect-body-contains", "Found", kUrl}).exit == 22);
}

TEST_CASE("an expected 401 renews no token and is worth no word") {
  Api api;
  auto session = api.sign_in("alice");
  api.world.clock.advance(std::chrono::minutes(2));
  api.world.transport.answer({.status = 401, .body = "no"});
  const auto result = api.call({"--expect-status", "401", kUrl});
  CHECK(result.exit == 0);
  CHECK(result.err.empty());
  CHECK(api.sent() == 1);
  // The same answer, not expected, does renew it.
  api.world.transport.answer({.status = 401, .body = "no"});
  api.answer_with_tokens();
  api.world.transport.answer({.body = "yes"});
  CHECK(api.call({"--expect-status", "200", kUrl}).out == "yes");
}

TEST_CASE("the answer that -L ends at is judged, and neither it nor a redirect twice") {
  Api api;
  api.world.transport.answer(
      {.status = 302, .body = "moved", .headers = {{"Location", "https://api.example.com/b"}}});
  api.world.transport.answer({.body = "there"});
  const auto result = api.call({"-L", "--expect-status", "200", "--expect-body-contains", "there",
                                "--expect-body-contains", "moved", kUrl});
  CHECK(result.exit == 1);
  CHECK(contains(result.err, "expected to contain \"moved\", got 5 bytes without it"));
  CHECK_FALSE(contains(result.err, "\"there\""));
}

TEST_CASE("--retry does not try again what is as expected, and judges what it ends with") {
  Api api;
  api.world.transport.answer({.status = 503});
  CHECK(api.call({"--retry", "3", "--expect-status", "503", kUrl}).exit == 0);
  CHECK(api.sent() == 1);
  api.world.transport.answer({.status = 503});
  api.world.transport.answer({.body = "up"});
  CHECK(api.call({"--retry", "3", "--expect-status", "200", kUrl}).exit == 0);
  CHECK(api.sent() == 3);
}

TEST_CASE("one request's disappointment is not made good by the next one") {
  Api api;
  api.world.transport.answer({.status = 500});
  api.world.transport.answer({});
  const Words two{"-s", "--expect-status", "200", kUrl, kUrl};
  CHECK(api.call(two).exit == 1);
  api.world.transport.answer({.status = 500});
  api.world.transport.answer({});
  CHECK(api.call({"-s", "--expect-status", "200", kUrl, "--next", "-s", kUrl}).exit == 1);
  api.world.transport.answer({.status = 500});
  api.world.transport.answer({.status = 500});
  CHECK(api.call({"-s", "--expect-status", "5xx", kUrl, "--next", "-s", kUrl}).exit == 0);
}

TEST_CASE("--until asks again until the answer is as expected, and prints that one alone") {
  Api api;
  api.world.transport.answer({.curl_error = 7});
  api.world.transport.answer({.status = 503, .body = "starting"});
  api.world.transport.answer({.body = "ready"});
  const auto result =
      api.call({"--until", "30s", "--until-interval", "200ms", "--expect-status", "200", kUrl});
  CHECK(result.exit == 0);
  CHECK(result.out == "ready");
  CHECK(contains(result.err, "trying again for 30 s"));
  CHECK(api.world.clock.slept == std::vector<TimePoint::duration>(2, milliseconds(200)));
}

TEST_CASE("--until ends in time, with the last answer and what is wrong with it") {
  Api api;
  for (int i = 0; i < 3; ++i) api.world.transport.answer({.status = 503, .body = "starting"});
  const auto result = api.call({"--until", "3s", "--expect-status", "200", kUrl});
  CHECK(result.exit == 1);
  CHECK(result.out == "starting");
  CHECK(contains(result.err, "cauth: not as expected after 3 tries: GET https://api.example.com/a\n"));
  api.world.transport.answer({.curl_error = 7});
  api.world.transport.answer({.curl_error = 7});
  CHECK(api.call({"--until", "2s", "--expect-status", "200", kUrl}).exit == 7);
}

TEST_CASE("--until without an expectation, or with what can be sent once only, is refused before it begins") {
  Api api;
  const auto nothing = api.call({"--until", "2s", kUrl});
  CHECK(nothing.exit == 2);
  CHECK(contains(nothing.err, "--expect-status 2xx"));
  api.world.input = "data";
  CHECK(api.call({"--until", "2s", "--expect-status", "200", "-T", "-", kUrl}).exit == 2);
  CHECK(api.sent() == 0);
}

TEST_CASE("an expectation that cannot be read is refused, in a file of options too") {
  Api api;
  CHECK(api.call({"--expect-json", "a b", kUrl}).exit == 2);
  write_private_file(api.folder / "options", "expect-status = 20\n");
  const auto result = api.call({"-K", (api.folder / "options").string(), kUrl});
  CHECK(result.exit == 2);
  CHECK(contains(result.err, "options:1: --expect-status: \"20\" is no HTTP status"));
  CHECK(api.sent() == 0);
}

TEST_CASE("--error-format json makes what is not as expected one object") {
  Api api;
  api.world.transport.answer({.status = 500});
  const auto result = api.call({"--error-format", "json", "--expect-status", "200", kUrl});
  CHECK(result.err ==
        "{\"error\":\"not as expected: GET https://api.example.com/a\",\"category\":\"expectation\","
        "\"unmet\":[\"status: expected 200, got 500\"],\"exit_status\":1}\n");
}

TEST_CASE("-w tells of it") {
  Api api;
  api.world.transport.answer({.status = 500});
  const auto result = api.call({"-w", "%{exitcode} %{errormsg}", "--expect-status", "200", kUrl});
  CHECK(result.out == "1 not as expected");
}

TEST_CASE("each request is a test case, and what keeps it from being made is its failure") {
  Api api;
  const std::string report = (api.folder / "report.tap").string();
  api.world.transport.answer({.body = "x"});
  api.world.transport.answer({.status = 500});
  api.world.transport.answer({.curl_error = 28});
  const auto result =
      api.call({"-s", "--report-tap", report, "--suite", "smoke", "--test-name", "up", "--expect-status",
                "200", "https://u:secret1@api.example.com/{a,b}?key=secret2", "--next", "-s", "-d", "secret3",
                "https://api.example.com/c#secret4", "--next", "-T", "missing", "/relative"});
  const std::string text = api.file("report.tap");
  CHECK(contains(text, "1..4\nok 1 - smoke: up\n"));
  CHECK(contains(text, "not ok 2 - smoke: up (GET https://api.example.com/b)\n"));
  CHECK(contains(text, "  message: \"status: expected 200, got 500\"\n"));
  CHECK(contains(text, "not ok 3 - smoke: POST https://api.example.com/c\n"));
  CHECK(contains(text, "exit status 28"));
  CHECK(contains(text, "not ok 4 - smoke: PUT (no URL)\n"));
  CHECK_FALSE(contains(text, "secret"));
  CHECK(result.exit == 26);
}

TEST_CASE("a session that is missing is a failed test case, and exit 4 all the same") {
  test::SignedInWorld world;
  const std::string report = (world.folder / "report.xml").string();
  CHECK(world.run({"call", "--report-junit", report, kUrl}).exit == 4);
  CHECK(contains(read_file(report, 10'000), "exit status 4: you are not signed in"));
}

TEST_CASE("a report of somebody else is refused before anything is sent") {
  Api api;
  write_private_file(api.folder / "notes", "mine");
  for (const char* option : {"--report-tap", "--report-junit"}) {
    const auto result = api.call({option, (api.folder / "notes").string(), kUrl});
    CHECK(result.exit == 2);
    CHECK(contains(result.err, "is there already"));
  }
  CHECK(api.call({"--report-junit", "-", kUrl}).exit == 2);
  CHECK(api.file("notes") == "mine");
  CHECK(api.sent() == 0);
}

TEST_CASE("neither the screen nor a report gets to see what an answer repeats of what was sent") {
  Api api;
  const std::string report = (api.folder / "report.xml").string();
  api.world.transport.answer({.status = 500, .body = R"({"authorization":"Basic YTp0aGUtcGFzc3dvcmQ="})"});
  const auto result =
      api.call({"-u", "a:the-password", "--report-junit", report, "--expect-status", "200", "--expect-json",
                "authorization=x", "-o", (api.folder / "body").string(), kUrl});
  CHECK(result.exit == 1);
  CHECK_FALSE(contains(result.err + api.file("report.xml"), "YTp0"));
  CHECK(contains(api.file("body"), "YTp0"));
}

}  // namespace cauth
