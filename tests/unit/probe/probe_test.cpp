#include "probe/probe.hpp"

#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/manual_clock.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace cauth::probe {
namespace {

using namespace std::chrono_literals;

// An API that decides by a function of the header.
class Api : public http::Transport {
 public:
  explicit Api(std::function<int(const std::string&)> status) : status_(std::move(status)) {}
  http::Response send(const http::Request& request, http::BodySink& sink) override {
    const std::string* header = request.headers.find("Authorization");
    seen.push_back(header == nullptr ? "" : *header);
    http::Response head{.status = status_(seen.back())};
    sink.on_response(head);
    return head;
  }
  std::vector<std::string> seen;

 private:
  std::function<int(const std::string&)> status_;
};

struct Probing {
  Probing() {
    text = test::sign(test::header(), test::id_claims());
    material.good_text = SecretString(text);
    material.good = *jose::decode_token(material.good_text.reveal()).token;
    material.key = test::signing_key().public_half();
    for (Supply* supply : {&material.other_kind, &material.expired, &material.unknown_kid,
                           &material.other_pool, &material.other_client})
      supply->missing = "there is none";
  }
  std::vector<Row> run(http::Transport& api, const CheckRules& rules = {}) {
    return run_checks(endpoint, plan_checks(material, rules), {.transport = api, .clock = clock});
  }
  std::string text;
  Material material;
  Endpoint endpoint{.request = {.url = "https://api.example.com/"}, .plan = {}, .rules = {}};
  test::ManualClock clock;
};

Row find(const std::vector<Row>& rows, std::string_view id) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.id == id; });
  REQUIRE(row != rows.end());
  return *row;
}

}  // namespace

TEST_CASE("an API that takes the good token alone has no finding") {
  Probing probing;
  Api api([&](const std::string& header) { return header == "Bearer " + probing.text ? 200 : 401; });
  const auto rows = probing.run(api);
  CHECK_FALSE(has_finding(rows));
  CHECK(find(rows, "other-form").outcome == Outcome::ok);
  CHECK(find(rows, "expired").outcome == Outcome::not_tested);
  CHECK(find(rows, "expired").what == "there is none");
  CHECK(api.seen.front() == "Bearer " + probing.text);
  CHECK(api.seen.back() == "Bearer " + probing.text);
}

TEST_CASE("an API that takes everything is found out in every row that was tested") {
  Probing probing;
  Api api([](const std::string& /*header*/) { return 200; });
  const auto rows = probing.run(api);
  for (const Row& row : rows) {
    CAPTURE(row.id);
    if (!row.answer) continue;
    const bool good = row.expected == Expected::let_in;
    CHECK((row.outcome == Outcome::finding) == (!good && row.expected == Expected::refused));
    CHECK(row.severity.has_value() == (row.outcome == Outcome::finding));
  }
  CHECK(find(rows, "other-form").outcome == Outcome::note);
  CHECK(find(probing.run(api, {.strict = true}), "other-form").outcome == Outcome::finding);
}

TEST_CASE("no two requests are the same but the good ones, and the header is left out once") {
  Probing probing;
  Api api([](const std::string& /*header*/) { return 200; });
  probing.run(api);
  CHECK(std::count(api.seen.begin(), api.seen.end(), "") == 1);
  auto seen = api.seen;
  std::sort(seen.begin(), seen.end());
  CHECK(std::unique(seen.begin(), seen.end()) == seen.end() - 1);
}

TEST_CASE("when the good token is refused nothing else is sent") {
  Probing probing;
  Api api([](const std::string& /*header*/) { return 403; });
  const auto rows = probing.run(api);
  CHECK(api.seen.size() == 1);
  CHECK(rows.front().outcome == Outcome::finding);
  CHECK(rows.front().hint.find("cauth explain") != std::string::npos);
  CHECK(std::all_of(rows.begin() + 1, rows.end(),
                    [](const Row& row) { return row.outcome == Outcome::not_tested; }));
}

TEST_CASE("what began to refuse everything meanwhile is seen at the end") {
  Probing probing;
  int asked = 0;
  Api api([&](const std::string& header) {
    return header == "Bearer " + probing.text && ++asked == 1 ? 200 : 403;
  });
  const auto rows = probing.run(api);
  CHECK(rows.back().id == kGoodTokenAgain);
  CHECK(rows.back().outcome == Outcome::finding);
  CHECK(rows.back().hint.find("--rate") != std::string::npos);
}

TEST_CASE("an answer that is neither yes nor no is a note, and says how to call it a no") {
  Probing probing;
  Api api([&](const std::string& header) { return header == "Bearer " + probing.text ? 200 : 500; });
  const auto rows = probing.run(api);
  CHECK_FALSE(has_finding(rows));
  CHECK(find(rows, "garbage").outcome == Outcome::note);
  CHECK(find(rows, "garbage").hint == "--refused-status 500 says that this is a refusal");
}

TEST_CASE("the other kind is a note, a finding with --strict, and one where the gateway takes one kind") {
  Probing probing;
  probing.material.other_kind = {.token = SecretString("other"), .missing = {}};
  Api api([](const std::string& /*header*/) { return 200; });
  const auto outcome = [&](const CheckRules& rules) {
    return find(probing.run(api, rules), "other-kind").outcome;
  };
  CHECK(outcome({}) == Outcome::note);
  CHECK(outcome({.consumer = Consumer::apigw_http}) == Outcome::note);
  CHECK(outcome({.consumer = Consumer::appsync}) == Outcome::note);
  CHECK(outcome({.strict = true}) == Outcome::finding);
  CHECK(outcome({.consumer = Consumer::apigw_rest}) == Outcome::finding);
}

TEST_CASE("where the gateway looks at no client, another client's token is a note") {
  Probing probing;
  probing.material.other_client = {.token = SecretString("other"), .missing = {}};
  Api api([](const std::string& /*header*/) { return 200; });
  const auto outcome = [&](Consumer consumer) {
    return find(probing.run(api, {.consumer = consumer}), "other-client").outcome;
  };
  CHECK(outcome(Consumer::own) == Outcome::finding);
  CHECK(outcome(Consumer::apigw_http) == Outcome::finding);
  CHECK(outcome(Consumer::apigw_rest) == Outcome::note);
  CHECK(outcome(Consumer::appsync) == Outcome::note);
}

TEST_CASE("a REST API's authorizer may remember an expired token: the hint says how long") {
  Probing probing;
  probing.material.expired = {.token = SecretString("old"), .missing = {}};
  Api api([](const std::string& /*header*/) { return 200; });
  const Row row = find(probing.run(api, {.consumer = Consumer::apigw_rest}), "expired");
  CHECK(row.outcome == Outcome::finding);
  CHECK(row.hint.find("300 s") != std::string::npos);
  CHECK(find(probing.run(api), "expired").hint.find("300 s") == std::string::npos);
}

TEST_CASE("requests keep their distance") {
  Probing probing;
  Api api([](const std::string& /*header*/) { return 200; });
  probing.endpoint.pace = 200ms;
  const TimePoint began = probing.clock.now();
  probing.run(api);
  CHECK(probing.clock.now() - began == 200ms * (static_cast<long>(api.seen.size()) - 1));
}

TEST_CASE("the token stands raw where that is the plan, and behind Bearer once") {
  Probing probing;
  probing.endpoint.plan.bearer = false;
  Api api([](const std::string& /*header*/) { return 200; });
  probing.run(api);
  CHECK(api.seen.front() == probing.text);
  CHECK(std::count(api.seen.begin(), api.seen.end(), "Bearer " + probing.text) == 1);
}

}  // namespace cauth::probe
