#include "call/perform.hpp"

#include "base/error.hpp"
#include "http/curl_options.hpp"
#include "support/fake_transport.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

using std::chrono::seconds;

struct FakeTokens : TokenSource {
  explicit FakeTokens(TimePoint made) : obtained(made) {}
  SessionToken get(const TokenPlan& plan) override {
    ++asked;
    return token(plan.use == "access" ? jose::TokenUse::access : jose::TokenUse::id, "T1");
  }
  SessionToken renew(const SessionToken& old, const TokenPlan& /*plan*/) override {
    ++renewals;
    return token(old.use, "T2");
  }
  SessionToken token(jose::TokenUse use, std::string_view text) const {
    return {.text = SecretString(text),
            .use = use,
            .obtained = obtained,
            .renewable = renewable,
            .whose = "alice"};
  }
  TimePoint obtained;
  bool renewable = true;
  int asked = 0;
  int renewals = 0;
};

// A call with prepared answers, and all that came of it.
struct Fixture {
  test::FakeTransport transport;
  test::ManualClock clock;
  FakeTokens tokens{clock.now() - std::chrono::hours(1)};
  StringSink out;
  std::vector<std::string> remarks;
  TokenRules rules;
  Options options;
  Call call{.url = *parse_url("https://api.example.com/a")};

  http::Response run(http::Transport* instead = nullptr) {
    return perform(call, rules, options,
                   {.transport = instead != nullptr ? *instead : transport,
                    .clock = clock,
                    .out = out,
                    .tokens = tokens,
                    .remark = [this](std::string_view text) { remarks.emplace_back(text); },
                    .proxy = [](const Url&) { return std::string(); }});
  }
  int failure() {
    try {
      run();
    } catch (const Error& error) {
      return exit_code(error);
    }
    return 0;
  }
  std::string sent_header(std::size_t request, std::string_view name) const {
    const auto* value = transport.sent.at(request).headers.find(name);
    return value == nullptr ? "" : *value;
  }
  void redirect(int status, std::string to) { transport.answer(redirect_answer(status, std::move(to))); }
  static test::FakeTransport::Answer redirect_answer(int status, std::string to) {
    return {.status = status, .body = "moved", .headers = {{"Location", to}}};
  }
};

}  // namespace

TEST_CASE("the token is put on and the body streams out") {
  Fixture fixture;
  fixture.transport.answer({.body = "hello"});
  CHECK(fixture.run().status == 200);
  CHECK(fixture.sent_header(0, "Authorization") == "Bearer T1");
  CHECK(fixture.transport.sent[0].method == "GET");
  CHECK(fixture.out.text == "hello");
  CHECK(fixture.remarks.empty());
}

TEST_CASE("an Authorization header of the user's own wins, and no session is asked for") {
  Fixture fixture;
  fixture.call.headers.headers.add("authorization", "Bearer MINE");
  fixture.transport.answer({});
  fixture.run();
  CHECK(fixture.sent_header(0, "Authorization") == "Bearer MINE");
  CHECK(fixture.tokens.asked == 0);
}

TEST_CASE("with an Authorization header of the user's own nothing of a token is asked or refused") {
  Fixture fixture;
  fixture.options.header_name = "X-Token";
  fixture.call.url = *parse_url("http://api.example.com/");
  fixture.call.headers.headers.add("Authorization", "Bearer MINE");
  fixture.transport.answer({});
  CHECK(fixture.failure() == 0);
  CHECK(fixture.tokens.asked == 0);
  CHECK_FALSE(fixture.transport.sent[0].headers.has("X-Token"));
}

TEST_CASE("-u and a password in the address mean no token either") {
  Fixture fixture;
  fixture.call.basic_credentials = SecretString("u:p");
  fixture.transport.answer({});
  fixture.run();
  Fixture in_url;
  in_url.call.url = *parse_url("https://u:p@api.example.com/");
  in_url.transport.answer({});
  in_url.run();
  CHECK(fixture.tokens.asked + in_url.tokens.asked == 0);
}

TEST_CASE("a header that the user sends himself is not overwritten by the token") {
  Fixture fixture;
  fixture.options.header_name = "X-Token";
  fixture.call.headers.headers.add("X-Token", "mine");
  fixture.transport.answer({});
  fixture.run();
  CHECK(fixture.sent_header(0, "X-Token") == "mine");
  CHECK_FALSE(fixture.transport.sent[0].headers.has("Authorization"));
}

TEST_CASE("plain http to another machine sends nothing at all") {
  Fixture fixture;
  fixture.call.url = *parse_url("http://api.example.com/");
  CHECK(fixture.failure() == 2);
  CHECK(fixture.transport.sent.empty());
}

TEST_CASE("a 401 renews the token once, and the first answer does not show") {
  Fixture fixture;
  fixture.options.include_head = true;
  fixture.transport.answer({.status = 401, .body = "first"});
  fixture.transport.answer({.body = "second"});
  CHECK(fixture.run().status == 200);
  CHECK(fixture.out.text == "second");
  CHECK(fixture.sent_header(1, "Authorization") == "Bearer T2");
  CHECK(fixture.tokens.renewals == 1);
}

TEST_CASE("a second 401 is the answer, with a word about which token was sent") {
  Fixture fixture;
  fixture.transport.answer({.status = 401, .body = "first"});
  fixture.transport.answer({.status = 401, .body = "second"});
  CHECK(fixture.run().status == 401);
  CHECK(fixture.out.text == "second");
  CHECK(fixture.remarks ==
        std::vector<std::string>{
            "status 401: the ID token of alice was sent; --token-use access sends the access token"});
}

TEST_CASE("no renewal with --no-renew, for a token that cannot be renewed, or one under a minute old") {
  for (int reason = 0; reason < 3; ++reason) {
    CAPTURE(reason);
    Fixture fixture;
    fixture.options.no_renew = reason == 0;
    fixture.tokens.renewable = reason != 1;
    if (reason == 2) fixture.tokens.obtained = fixture.clock.now() - seconds(59);
    fixture.transport.answer({.status = 401, .body = "no"});
    fixture.run();
    CHECK(fixture.tokens.renewals == 0);
    CHECK(fixture.out.text == "no");
  }
}

TEST_CASE("a POST is sent again only when an authorizer refused it") {
  Fixture api;
  api.call.body = SecretString("x");
  api.transport.answer({.status = 401});
  api.run();
  CHECK(api.tokens.renewals == 0);
  for (const auto* header : {"WWW-Authenticate", "x-amzn-ErrorType"}) {
    Fixture authorizer;
    authorizer.call.body = SecretString("x");
    authorizer.transport.answer({.status = 401, .headers = {{header, "UnauthorizedException"}}});
    authorizer.transport.answer({});
    authorizer.run();
    CHECK(authorizer.transport.sent.at(1).method == "POST");
    CHECK(authorizer.transport.sent.at(1).body == "x");
  }
}

TEST_CASE("a 403 after an access token says how to send the ID token, and renews nothing") {
  Fixture fixture;
  fixture.options.token_use = "access";
  fixture.transport.answer({.status = 403});
  fixture.run();
  CHECK(fixture.remarks.at(0).find("--token-use id sends the ID token") != std::string::npos);
  CHECK(fixture.tokens.renewals == 0);
}

TEST_CASE("what API Gateway says of a wrong path is not blamed on the token") {
  Fixture fixture;
  fixture.transport.answer(
      {.status = 403, .headers = {{"x-amzn-ErrorType", "MissingAuthenticationTokenException"}}});
  fixture.run();
  CHECK(fixture.remarks.at(0) == "status 403: a token was sent; the API has no such path, stage or method");
}

TEST_CASE("a 401 where no token was sent because the profile names others says so") {
  Fixture fixture;
  fixture.rules.api = parse_url("https://mine.example.com/");
  fixture.transport.answer({.status = 401});
  fixture.run();
  CHECK(fixture.tokens.asked == 0);
  CHECK(fixture.remarks.at(0).find("no token was sent") != std::string::npos);
}

TEST_CASE("-f prints no body and ends with 22, --fail-with-body prints it") {
  Fixture fail;
  fail.options.fail = true;
  fail.transport.answer({.status = 404, .body = "gone"});
  CHECK(fail.failure() == 22);
  CHECK(fail.out.text.empty());
  Fixture with_body;
  with_body.options.fail_with_body = true;
  with_body.transport.answer({.status = 404, .body = "gone"});
  CHECK(with_body.failure() == 22);
  CHECK(with_body.out.text == "gone");
}

TEST_CASE("without -L a redirect is the answer") {
  Fixture fixture;
  fixture.redirect(302, "/b");
  CHECK(fixture.run().status == 302);
  CHECK(fixture.out.text == "moved");
}

TEST_CASE("within the origin a redirect keeps the token, and its own body does not show") {
  Fixture fixture;
  fixture.options.follow = true;
  fixture.redirect(302, "https://api.example.com/b");
  fixture.transport.answer({.body = "here"});
  fixture.run();
  CHECK(fixture.transport.sent.at(1).url == "https://api.example.com/b");
  CHECK(fixture.sent_header(1, "Authorization") == "Bearer T1");
  CHECK(fixture.out.text == "here");
}

TEST_CASE("a redirect to another origin loses the token, whatever header it stood in, and a line says so") {
  for (const auto* header : {"Authorization", "X-Token"}) {
    Fixture fixture;
    fixture.options.follow = true;
    fixture.options.token_use = "id";
    fixture.options.header_name = header;
    fixture.redirect(307, "https://evil.example/b");
    fixture.transport.answer({});
    fixture.run();
    CHECK_FALSE(fixture.transport.sent.at(1).headers.has(header));
    REQUIRE(fixture.remarks.size() == 1);
    CHECK(fixture.remarks[0].find("origin.\"https://evil.example\"") != std::string::npos);
  }
}

TEST_CASE("a redirect loses the user's own credentials and cookies too, and keeps the rest") {
  Fixture fixture;
  fixture.options.follow = true;
  for (const auto* name : {"Authorization", "Cookie", "Host", "X-Plain"})
    fixture.call.headers.headers.add(name, "v");
  fixture.redirect(302, "https://other.example/");
  fixture.redirect(302, "https://api.example.com/back");
  fixture.transport.answer({});
  fixture.run();
  for (const auto* name : {"Authorization", "Cookie", "Host"}) {
    CHECK_FALSE(fixture.transport.sent.at(1).headers.has(name));
    CHECK(fixture.transport.sent.at(2).headers.has(name));
  }
  CHECK(fixture.sent_header(1, "X-Plain") == "v");
}

TEST_CASE("credentials of -u and of curl's own options stay at the first origin") {
  // Beside what the transport keeps of a request.
  struct Recording : http::Transport {
    explicit Recording(http::Transport& to) : next(to) {}
    http::Response send(const http::Request& request, http::BodySink& sink) override {
      sent.push_back(request.clone());
      return next.send(request, sink);
    }
    http::Transport& next;
    std::vector<http::Request> sent;
  };
  for (const bool trusted : {false, true}) {
    CAPTURE(trusted);
    Fixture fixture;
    Recording recording(fixture.transport);
    fixture.options.follow = true;
    fixture.options.trust_redirects = trusted;
    fixture.call.basic_credentials = SecretString("u:p");
    fixture.call.connection.options.push_back(
        {.row = http::find_curl_option("--oauth2-bearer").value(), .value = SecretString("MINE")});
    fixture.redirect(302, "https://other.example/");
    fixture.transport.answer({});
    fixture.run(&recording);
    CHECK(recording.sent.at(0).basic_credentials);
    CHECK(recording.sent.at(0).options.size() == 1);
    CHECK(recording.sent.at(1).basic_credentials.has_value() == trusted);
    CHECK(recording.sent.at(1).options.size() == (trusted ? 1 : 0));
  }
}

TEST_CASE("a page that is left tells the next one its address, without the password in it") {
  Fixture fixture;
  fixture.options.follow = true;
  fixture.options.auto_referer = true;
  fixture.call.url = *parse_url("https://u:hunter2@api.example.com/a#part");
  fixture.redirect(302, "https://other.example/");
  fixture.transport.answer({});
  fixture.run();
  CHECK(fixture.sent_header(1, "Referer") == "https://api.example.com/a");
}

TEST_CASE("a redirect to a scheme that --proto-redir rules out is not followed") {
  Fixture fixture;
  fixture.options.follow = true;
  fixture.options.redirect_schemes = "=https";
  fixture.redirect(302, "http://api.example.com/");
  CHECK(fixture.failure() == exit_code(usage_error("")));
  Fixture allowed;
  allowed.options.follow = true;
  allowed.options.redirect_schemes = "=https";
  allowed.redirect(302, "https://other.example/");
  allowed.transport.answer({});
  CHECK(allowed.failure() == 0);
}

TEST_CASE("a redirect to an origin that the profile names gets that origin's token") {
  Fixture fixture;
  fixture.options.follow = true;
  fixture.rules.api = parse_url("https://api.example.com/");
  fixture.rules.bindings = {{.pattern = "https://files.example.com", .token_use = "access"}};
  fixture.redirect(302, "https://files.example.com/f");
  fixture.transport.answer({.status = 403});
  fixture.run();
  CHECK(fixture.sent_header(1, "Authorization") == "Bearer T1");
  CHECK(fixture.tokens.asked == 2);
  CHECK(fixture.remarks.at(0).find("the access token") != std::string::npos);
}

TEST_CASE("301, 302 and 303 turn a POST into a GET, 307 and 308 do not, and -X stays") {
  const auto second = [](int status, std::optional<std::string> method) {
    Fixture fixture;
    fixture.options.follow = true;
    fixture.options.method = std::move(method);
    fixture.call.body = SecretString("x");
    fixture.redirect(status, "https://api.example.com/b");
    fixture.transport.answer({});
    fixture.run();
    return fixture.transport.sent.at(1).method + ' ' + fixture.transport.sent.at(1).body;
  };
  for (const int status : {301, 302, 303}) CHECK(second(status, {}) == "GET ");
  for (const int status : {307, 308}) CHECK(second(status, {}) == "POST x");
  CHECK(second(302, "PUT") == "PUT ");
}

TEST_CASE("too many redirects are curl's 47, and one to another scheme is refused") {
  Fixture fixture;
  fixture.options.follow = true;
  fixture.options.most_redirects = 1;
  fixture.redirect(302, "https://api.example.com/b");
  fixture.redirect(302, "https://api.example.com/c");
  CHECK(fixture.failure() == 47);
  Fixture scheme;
  scheme.options.follow = true;
  scheme.redirect(302, "file:///etc/passwd");
  CHECK(scheme.failure() == 2);
}

TEST_CASE("what --max-time left is what each request gets, and nothing is sent after it") {
  Fixture fixture;
  fixture.call.deadline = fixture.clock.now();
  CHECK(fixture.failure() == 28);
  CHECK(fixture.transport.sent.empty());
}

TEST_CASE("-I asks with HEAD and shows the head") {
  Fixture fixture;
  fixture.options.head = true;
  fixture.transport.answer({});
  fixture.run();
  CHECK(fixture.transport.sent.at(0).method == "HEAD");
}

}  // namespace cauth::call
