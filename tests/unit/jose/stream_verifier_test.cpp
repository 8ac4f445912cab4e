#include "jose/stream_verifier.hpp"

#include "base/bytes.hpp"
#include "jose/verifier.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

namespace cauth::jose {
namespace {

using std::chrono::seconds;
using test::access_claims;
using test::header;
using test::id_claims;
using test::sign;
using test::sign_texts;

// Counts how often it is asked.
struct CountedKeys : KeySource {
  KeySet keys = KeySet::parse(test::key_set());
  int asked = 0;
  const Jwk* find(std::string_view issuer, std::string_view kid) override {
    ++asked;
    return keys.find(issuer, kid);
  }
};

struct Bench {
  Policy policy{.issuers = {std::string(test::kIssuer)}, .clients = {std::string(test::kClient)}};
  CountedKeys source;
  SharedKeys keys{source};
  TimePoint now = from_unix_seconds(seconds(test::kIssued));
  StreamVerifier verifier{policy, keys, now};

  // Its verdict, which must be the one that a token alone gets, whether or not its header is known.
  Verdict judge(const std::string& token) {
    const auto alone = verify(token, policy, source.keys, now).verdict;
    const auto unknown = StreamVerifier(policy, keys, now).judge(token).verdict;
    CHECK(code_of(unknown.reason) == code_of(alone.reason));
    auto verdict = verifier.judge(token).verdict;
    CHECK(code_of(verdict.reason) == code_of(alone.reason));
    CHECK(verdict.message == alone.message);
    CHECK(verdict.kid == alone.kid);
    return verdict;
  }
  Verdict with_claim(const char* name, const Json& value) {
    Json claims = id_claims();
    claims[name] = value;
    return judge(sign(header(), claims));
  }
};

}  // namespace

TEST_CASE("good tokens pass the short way too, with their payload as it stands") {
  Bench bench;
  const std::string payload = id_claims().dump();
  const std::string token = sign_texts(header().dump(), payload);
  REQUIRE(bench.judge(token));
  const auto verdict = bench.verifier.judge(token);
  REQUIRE(verdict.verdict);
  CHECK(verdict.payload_text == payload);
  CHECK(verdict.token_use == "id");
  CHECK(verdict.username == "alice");
  CHECK(verdict.verdict.kid == test::kKid);
  CHECK(bench.judge(sign(header(), access_claims())));
}

TEST_CASE("a key is asked for once, however many tokens it signed") {
  Bench bench;
  const auto token = sign(header(), id_claims());
  for (int i = 0; i < 5; ++i) CHECK(bench.verifier.judge(token).verdict);
  CHECK(bench.source.asked == 1);
}

TEST_CASE("after a good token each bad one is refused for its own reason") {
  Bench bench;
  REQUIRE(bench.judge(sign(header(), id_claims())));
  CHECK(bench.with_claim("iss", "https://example.com").reason == Reason::wrong_issuer);
  CHECK(bench.with_claim("aud", "another").reason == Reason::wrong_client);
  CHECK(bench.with_claim("aud", Json::array({std::string(test::kClient)})).reason == Reason::wrong_client);
  CHECK(bench.with_claim("token_use", "refresh").reason == Reason::wrong_token_use);
  CHECK(bench.with_claim("token_use", Json()).reason == Reason::wrong_token_use);
  CHECK(bench.with_claim("exp", test::kIssued).reason == Reason::expired);
  CHECK(bench.with_claim("exp", std::to_string(test::kIssued + 60)).reason == Reason::invalid_claim);
  CHECK(bench.with_claim("exp", (test::kIssued + 60) * 1000).reason == Reason::invalid_claim);
  CHECK(bench.with_claim("nbf", test::kIssued + 1).reason == Reason::not_yet_valid);
  CHECK(bench.with_claim("iat", test::kIssued + 61).reason == Reason::issued_in_future);

  std::string forged = sign(header(), id_claims());
  forged[forged.size() - 20] = forged[forged.size() - 20] == 'A' ? 'B' : 'A';
  CHECK(bench.judge(forged).reason == Reason::bad_signature);
  CHECK(bench.judge(sign_texts(header().dump(), R"({"token_use":"id","token_use":"id"})")).reason ==
        Reason::malformed);
  CHECK(bench.judge("").reason == Reason::malformed);
  CHECK(bench.judge("a.b").reason == Reason::malformed);
  CHECK(bench.judge(std::string(kLargestToken + 1, 'a')).reason == Reason::too_large);
}

TEST_CASE("after good tokens of one kind those of the other are refused where that kind was asked for") {
  Bench bench;
  bench.policy.token_use = TokenUse::id;
  REQUIRE(bench.judge(sign(header(), id_claims())));
  CHECK(bench.judge(sign(header(), access_claims())).reason == Reason::wrong_token_use);
}

TEST_CASE("claims of an unusual form make no difference to a verdict") {
  Bench bench;
  REQUIRE(bench.judge(sign(header(), id_claims())));
  CHECK(bench.with_claim("identities", Json::array({{{"userId", "1"}}})));
  CHECK(bench.with_claim("address", {{"formatted", "here"}}));
  CHECK(bench.with_claim("exp", static_cast<double>(test::kIssued) + 0.5));
  CHECK(bench.with_claim("iat", test::kIssued + 30));
  CHECK(bench.with_claim("cognito:groups", Json::array({"a", "b"})));
  CHECK(bench.with_claim("custom:number", 1e300));
  CHECK(bench.with_claim("custom:\"quoted\"", "\n"));
}

TEST_CASE("a payload with line breaks comes out on one line") {
  Bench bench;
  const auto token = sign_texts(header().dump(), id_claims().dump(2));
  REQUIRE(bench.judge(token));
  const auto verdict = bench.verifier.judge(token);
  CHECK(verdict.payload_text.find('\n') == std::string_view::npos);
}

TEST_CASE("scopes and groups are wanted in a stream as elsewhere") {
  Bench bench;
  bench.policy.scopes = {"orders/read"};
  Json claims = access_claims();
  claims["scope"] = "openid orders/write";
  CHECK(bench.judge(sign(header(), claims)).reason == Reason::missing_scope);
  claims["scope"] = "openid orders/read";
  const auto token = sign(header(), claims);
  CHECK(bench.judge(token));
  CHECK(bench.judge(token));
  claims["scope"] = "openid orders/write";
  CHECK(bench.judge(sign(header(), claims)).reason == Reason::missing_scope);
  bench.policy.groups = {"admins"};
  CHECK(bench.judge(token).reason == Reason::missing_group);
}

}  // namespace cauth::jose
