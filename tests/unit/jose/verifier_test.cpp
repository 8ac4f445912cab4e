#include "jose/verifier.hpp"

#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "jose/stream_verifier.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace cauth::jose {
namespace {

using std::chrono::seconds;
using test::access_claims;
using test::header;
using test::id_claims;
using test::kClient;
using test::kIssued;
using test::kIssuer;
using test::sign;

Policy policy() {
  return {.issuers = {std::string(kIssuer)}, .clients = {std::string(kClient)}};
}

Verdict judge(std::string_view token, const Policy& policy, long long now = kIssued) {
  auto keys = KeySet::parse(test::key_set());
  const TimePoint at = from_unix_seconds(seconds(now));
  auto verdict = verify(token, policy, keys, at).verdict;
  // A stream says the same, also by its short way: for that it has to have seen the header.
  static const std::string good = sign(header(), id_claims());
  SharedKeys shared(keys);
  StreamVerifier stream(policy, shared, at);
  stream.judge(good);
  CHECK(code_of(stream.judge(token).verdict.reason) == code_of(verdict.reason));
  return verdict;
}

Verdict judge(const Json& header, const Json& claims) {
  return judge(sign(header, claims), policy());
}

// What an ID token with one claim changed gets.
Verdict with_claim(const char* name, const Json& value) {
  Json claims = id_claims();
  claims[name] = value;
  return judge(header(), claims);
}

Verdict with_header(const char* name, const Json& value) {
  Json changed = header();
  changed[name] = value;
  return judge(changed, id_claims());
}

// A source that must not be asked: whoever is refused before the keys are looked up costs no fetch.
struct NoKeys : KeySource {
  const Jwk* find(std::string_view /*issuer*/, std::string_view /*kid*/) override {
    FAIL("keys were asked for");
    return nullptr;
  }
};

}  // namespace

TEST_CASE("a good ID token and a good access token pass, and say which key signed them") {
  for (const Json& claims : {id_claims(), access_claims()}) {
    const auto verdict = judge(header(), claims);
    CHECK(verdict);
    CHECK(verdict.message.empty());
    CHECK(verdict.kid == test::kKid);
  }
}

TEST_CASE("tokens that openssl signed pass, and what was changed after it does not") {
  CHECK(judge(test::jose_vector("id.jwt"), policy()));
  CHECK(judge(test::jose_vector("access.jwt"), policy()));
  CHECK(judge(test::jose_vector("tampered.jwt"), policy()).reason == Reason::bad_signature);
  CHECK(judge(test::jose_vector("unknown-kid.jwt"), policy()).reason == Reason::unknown_kid);
  CHECK(judge(test::jose_vector("alg-none.jwt"), policy()).reason == Reason::alg_not_allowed);
  CHECK(judge(test::jose_vector("refresh.jwe"), policy()).reason == Reason::encrypted_token);
}

TEST_CASE("what is no token gets a verdict, not an exception") {
  CHECK(judge("", policy()).reason == Reason::malformed);
  CHECK(judge("hello", policy()).reason == Reason::malformed);
  CHECK(judge(std::string(kLargestToken + 1, 'a'), policy()).reason == Reason::too_large);
  CHECK(judge(std::string(3, '\0'), policy()).reason == Reason::malformed);
}

TEST_CASE("alg is RS256 in exactly these letters") {
  for (const std::string_view alg : {"none",  "None",  "NONE",  "nOnE",  "",       "HS256",  "HS384",
                                     "HS512", "RS384", "RS512", "PS256", "PS384",  "PS512",  "ES256",
                                     "ES384", "ES512", "EdDSA", "rs256", "RS256 ", " RS256", "RS256,none"}) {
    CAPTURE(alg);
    CHECK(with_header("alg", alg).reason == Reason::alg_not_allowed);
  }
  for (const Json& alg : {Json(), Json(256), Json({"RS256"}), Json(true), Json(std::string("RS256\0", 6))}) {
    CHECK(with_header("alg", alg).reason == Reason::alg_not_allowed);
  }
  CHECK(judge({{"kid", test::kKid}}, id_claims()).message == "its alg is missing, not \"RS256\"");
}

TEST_CASE("alg none without a signature is not even a token") {
  const auto token = sign({{"alg", "none"}}, id_claims());
  CHECK(judge(token.substr(0, token.rfind('.') + 1), policy()).reason == Reason::malformed);
}

TEST_CASE("an HMAC made with the public key as its secret is refused, whatever form the key has") {
  const auto jwk = json_text(test::public_jwk());
  const auto key = test::signing_key().public_half();
  for (const auto& secret :
       {key.pem(), key.der(), jwk, base64url_encode(jwk), test::signing_key().modulus(), test::key_set()}) {
    for (const auto* alg : {"HS256", "RS256"}) {
      const auto input = base64url_encode(json_text(Json{{"alg", alg}, {"kid", test::kKid}})) + '.' +
                         base64url_encode(json_text(id_claims()));
      const auto mac = crypto::hmac_sha256(secret, input);
      const auto verdict = judge(input + '.' + base64url_encode(crypto::octets(mac)), policy());
      CHECK(verdict.reason ==
            (alg == std::string_view("HS256") ? Reason::alg_not_allowed : Reason::bad_signature));
    }
  }
}

TEST_CASE("an identity pool's token is named for what it is") {
  Json claims = id_claims();
  claims["iss"] = "https://cognito-identity.amazonaws.com";
  const auto verdict = judge({{"alg", "RS512"}, {"kid", "eu-west-1-7"}}, claims);
  CHECK(verdict.reason == Reason::alg_not_allowed);
  CHECK(verdict.message.find("identity pool") != std::string::npos);
}

TEST_CASE("no extension may be critical") {
  CHECK(with_header("crit", {"exp"}).reason == Reason::critical_header);
  CHECK(with_header("crit", Json::array()).reason == Reason::critical_header);
  CHECK(with_header("b64", false).reason == Reason::critical_header);
  CHECK(with_header("b64", true).reason == Reason::critical_header);
}

TEST_CASE("keys that the header brings along or points to are not looked at") {
  const auto attacker = crypto::RsaPrivateKey::generate();
  for (const auto* kid : {"test-key-1", "attacker"}) {
    Json evil = {{"kid", kid},
                 {"alg", "RS256"},
                 {"jwk", test::public_jwk(attacker, kid)},
                 {"jku", "http://127.0.0.1:9/jwks.json"},
                 {"x5u", "http://127.0.0.1:9/cert.pem"},
                 {"x5c", {"MIIB"}}};
    CHECK_FALSE(judge(sign(evil, id_claims(), attacker), policy()));
    for (const auto* name : {"jwk", "jku", "x5u", "x5c"}) {
      CAPTURE(name);
      const Json alone = {{"kid", kid}, {"alg", "RS256"}, {name, evil[name]}};
      CHECK(judge(sign(alone, id_claims(), attacker), policy()).reason ==
            (kid == test::kKid ? Reason::bad_signature : Reason::unknown_kid));
    }
    // They are no reason to refuse a token that the pool's key signed.
    evil["kid"] = test::kKid;
    CHECK(judge(sign(evil, id_claims()), policy()));
  }
}

TEST_CASE("an issuer that the user did not name is refused before any key is looked up") {
  NoKeys keys;
  const auto now = from_unix_seconds(seconds(kIssued));
  for (const Json& issuer :
       {Json("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another01"), Json("https://evil.example"),
        Json(std::string(kIssuer) + '/'), Json("https://evil.example/" + std::string(kIssuer)), Json(""),
        Json(), Json(5), Json({kIssuer})}) {
    Json claims = id_claims();
    claims["iss"] = issuer;
    CHECK(verify(sign(header(), claims), policy(), keys, now).verdict.reason == Reason::wrong_issuer);
  }
  Json claims = id_claims();
  claims["iss"] = "https://evil.example";
  CHECK(verify(sign(header(), claims), policy(), keys, now).verdict.message ==
        "its issuer is \"https://evil.example\", not "
        "\"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01\"");
  CHECK(verify(sign({{"alg", "none"}}, id_claims()), policy(), keys, now).verdict.reason ==
        Reason::alg_not_allowed);
  CHECK(verify(sign(header(), id_claims()), {}, keys, now).verdict.reason == Reason::wrong_issuer);
}

TEST_CASE("a kid is a string of the key set and nothing else") {
  for (const Json& kid : {Json("another"), Json(""), Json("../../../dev/null"), Json("x' UNION SELECT 'y"),
                          Json(), Json(1), Json({"test-key-1"}), Json(std::string("test-key-1\0", 11))}) {
    CHECK(with_header("kid", kid).reason == Reason::unknown_kid);
  }
  CHECK(judge({{"alg", "RS256"}}, id_claims()).reason == Reason::unknown_kid);
}

TEST_CASE("a key that is weak or meant for something else verifies nothing") {
  const auto weak = crypto::RsaPrivateKey::generate(1024);
  Json other_use = test::public_jwk();
  other_use["use"] = "enc";
  auto weak_keys = KeySet::parse(test::key_set({test::public_jwk(weak)}));
  auto other_keys = KeySet::parse(test::key_set({other_use}));
  const auto now = from_unix_seconds(seconds(kIssued));
  CHECK(verify(sign(header(), id_claims(), weak), policy(), weak_keys, now).verdict.reason ==
        Reason::weak_key);
  const auto verdict = verify(sign(header(), id_claims()), policy(), other_keys, now).verdict;
  CHECK(verdict.reason == Reason::key_not_for_this);
  CHECK(verdict.message == "the key \"test-key-1\" cannot be used: its use is \"enc\", not \"sig\"");
}

TEST_CASE("a key with an even or too small exponent verifies nothing") {
  for (const std::string& exponent : {std::string("\1\0\0", 3), std::string("\1"), std::string("\2")}) {
    Json jwk = test::public_jwk();
    jwk["e"] = base64url_encode(exponent);
    auto keys = KeySet::parse(test::key_set({jwk}));
    const auto verdict =
        verify(sign(header(), id_claims()), policy(), keys, from_unix_seconds(seconds(kIssued)));
    CHECK(verdict.verdict.reason == Reason::weak_key);
  }
}

TEST_CASE("text that readers understand differently is refused, though the pool's own key signed it") {
  const std::string claims = json_text(id_claims());
  const std::string open = claims.substr(0, claims.size() - 1);
  const std::string nested = std::string(200, '[') + std::string(200, ']');
  for (const std::string& payload : {open + R"(,"deep":)" + nested + "}", open + ",\"name\":\"\xff\"}",
                                     open + ",\"name\":\"a" + '\0' + "\"}", claims + '\0', claims + claims,
                                     open + R"(,"exp":99999999999})", open + R"(,"name":"\ud800"})"}) {
    CAPTURE(payload);
    CHECK(judge(test::sign_texts(json_text(header()), payload), policy()).reason == Reason::malformed);
  }
  const std::string large(kLargestToken, 'a');
  CHECK(
      judge(test::sign_texts(json_text(header()), open + R"(,"name":")" + large + "\"}"), policy()).reason ==
      Reason::too_large);
}

TEST_CASE("a good token in base64url that is not canonical is another text, and refused") {
  const auto good = sign(header(), id_claims());
  const auto first_dot = good.find('.');
  // 256 octets leave four unused bits in the last letter: another one would decode alike.
  std::string other_bits = good;
  other_bits.back() = static_cast<char>(other_bits.back() + 1);
  for (const std::string& text :
       {other_bits, good + '=', good + "==", good.substr(0, first_dot) + "=" + good.substr(first_dot),
        good + '\n', ' ' + good, good + '\0'}) {
    CHECK(judge(text, policy()).reason == Reason::malformed);
  }
}

TEST_CASE("a signature by another key, over other text, or cut short is bad") {
  const auto other = crypto::RsaPrivateKey::generate();
  CHECK(judge(sign(header(), id_claims(), other), policy()).reason == Reason::bad_signature);
  const auto good = sign(header(), id_claims());
  const auto richer = sign(header(), access_claims());
  const auto dot = good.rfind('.');
  CHECK(judge(richer.substr(0, richer.rfind('.')) + good.substr(dot), policy()).reason ==
        Reason::bad_signature);
  CHECK(judge(good.substr(0, dot + 1 + 340), policy()).reason == Reason::bad_signature);
  CHECK(judge(good.substr(0, dot + 5), policy()).reason == Reason::bad_signature);
}

TEST_CASE("a name that stands twice is refused before it can mean two things") {
  auto payload = json_text(id_claims());
  payload.pop_back();
  CHECK(judge(test::sign_texts(json_text(header()), payload + R"(,"aud":"evil"})"), policy()).reason ==
        Reason::malformed);
  CHECK(judge(test::sign_texts(R"({"alg":"none","kid":"test-key-1","alg":"RS256"})", payload + "}"), policy())
            .reason == Reason::malformed);
}

TEST_CASE("exp must be there, and a time in seconds") {
  Json claims = id_claims();
  claims.erase("exp");
  CHECK(judge(header(), claims).reason == Reason::invalid_claim);
  for (const Json& exp : {Json("1795237200"), Json(kIssued * 1000 + 3600000), Json(-1), Json(1e300),
                          Json(true), Json(), Json(18446744073709551615U), Json(100000000001)}) {
    CAPTURE(json_text(exp));
    CHECK(with_claim("exp", exp).reason == Reason::invalid_claim);
  }
  CHECK(with_claim("iat", kIssued * 1000).reason == Reason::invalid_claim);
  CHECK(with_claim("nbf", "0").reason == Reason::invalid_claim);
  CHECK(with_claim("exp", 4102444800.5));
}

TEST_CASE("a token passes until exp plus leeway, not a second longer") {
  const auto token = sign(header(), id_claims());
  Policy lenient = policy();
  lenient.leeway = seconds(10);
  CHECK(judge(token, policy(), kIssued + 3599));
  CHECK(judge(token, policy(), kIssued + 3600).reason == Reason::expired);
  CHECK(judge(token, lenient, kIssued + 3609));
  CHECK(judge(token, lenient, kIssued + 3610).reason == Reason::expired);
  CHECK(judge(token, policy(), kIssued + 3600 + 7320).message ==
        "it expired 2h 2m ago (2026-11-21 05:00:00 UTC)");
}

TEST_CASE("a token passes from nbf minus leeway on, not a second earlier") {
  Json claims = id_claims();
  claims["nbf"] = kIssued + 100;
  const auto token = sign(header(), claims);
  Policy lenient = policy();
  lenient.leeway = seconds(10);
  CHECK(judge(token, policy(), kIssued + 100));
  CHECK(judge(token, policy(), kIssued + 99).reason == Reason::not_yet_valid);
  CHECK(judge(token, lenient, kIssued + 90));
  CHECK(judge(token, lenient, kIssued + 89).reason == Reason::not_yet_valid);
}

TEST_CASE("a clock may be a minute slow before a fresh token looks made in the future") {
  const auto token = sign(header(), id_claims());
  CHECK(judge(token, policy(), kIssued - 60));
  const auto verdict = judge(token, policy(), kIssued - 61);
  CHECK(verdict.reason == Reason::issued_in_future);
  CHECK(verdict.message ==
        "it was issued at 2026-11-21 04:00:00 UTC, which is 1m 1s after the moment it is judged by");
}

TEST_CASE("token_use is id or access, and the one that was asked for") {
  for (const Json& use : {Json("refresh"), Json("ID"), Json(""), Json(), Json(1)}) {
    CHECK(with_claim("token_use", use).reason == Reason::wrong_token_use);
  }
  Policy access_only = policy();
  access_only.token_use = TokenUse::access;
  const auto verdict = judge(sign(header(), id_claims()), access_only);
  CHECK(verdict.reason == Reason::wrong_token_use);
  CHECK(verdict.message == "it is an id token, not an access token");
  CHECK(judge(sign(header(), access_claims()), access_only));
}

TEST_CASE("an ID token's aud and an access token's client_id name the client, and are not mixed up") {
  for (const Json& client : {Json("another"), Json(), Json(""), Json({kClient}), Json(5)}) {
    CHECK(with_claim("aud", client).reason == Reason::wrong_client);
  }
  Json id = id_claims();
  id.erase("aud");
  id["client_id"] = kClient;
  CHECK(judge(header(), id).reason == Reason::wrong_client);
  Json access = access_claims();
  access.erase("client_id");
  access["aud"] = kClient;
  CHECK(judge(header(), access).reason == Reason::wrong_client);
}

TEST_CASE("without a client nothing passes, unless any client may") {
  Policy none = policy();
  none.clients.clear();
  CHECK(judge(sign(header(), id_claims()), none).reason == Reason::wrong_client);
  none.any_client = true;
  CHECK(judge(sign(header(), id_claims()), none));
}

TEST_CASE("one of the scopes asked for must be among the token's") {
  Policy scoped = policy();
  scoped.scopes = {"orders/write", "orders/read"};
  CHECK(judge(sign(header(), access_claims()), scoped));
  scoped.scopes = {"orders"};
  CHECK(judge(sign(header(), access_claims()), scoped).reason == Reason::missing_scope);
  CHECK(judge(sign(header(), id_claims()), scoped).message == "its scope is missing, without \"orders\"");
}

TEST_CASE("one of the groups asked for must be among the token's") {
  Policy grouped = policy();
  grouped.groups = {"writers", "readers"};
  CHECK(judge(sign(header(), id_claims()), grouped));
  grouped.groups = {"writers"};
  const auto verdict = judge(sign(header(), id_claims()), grouped);
  CHECK(verdict.reason == Reason::missing_group);
  CHECK(verdict.message == "its groups are [\"admins\",\"readers\"], without \"writers\"");
  CHECK(judge(sign(header(), access_claims()), grouped).reason == Reason::missing_group);
  Json claims = id_claims();
  claims["cognito:groups"] = "writers";
  CHECK(judge(sign(header(), claims), grouped).reason == Reason::missing_group);
}

TEST_CASE("a message shows no control characters of the token") {
  CHECK(with_header("alg", "\x1b[2J").message.find('\x1b') == std::string::npos);
  CHECK(with_claim("iss", "a\nb").message.find('\n') == std::string::npos);
}

TEST_CASE("a refused token can still be read") {
  auto keys = KeySet::parse(test::key_set());
  const auto token = sign({{"alg", "none"}}, id_claims());
  const auto result = verify(token, policy(), keys, from_unix_seconds(seconds(kIssued)));
  REQUIRE(result.token);
  CHECK(result.token->payload == id_claims());
}

TEST_CASE("every reason has a code of its own") {
  std::vector<std::string_view> codes;
  for (auto reason = Reason::ok; reason <= Reason::missing_group;
       reason = static_cast<Reason>(static_cast<int>(reason) + 1)) {
    CHECK_FALSE(code_of(reason).empty());
    CHECK(std::find(codes.begin(), codes.end(), code_of(reason)) == codes.end());
    codes.push_back(code_of(reason));
  }
}

TEST_CASE("all faults are named in the rules' order, and the first is the one that verification ends at") {
  Json claims = test::access_claims();
  claims["client_id"] = "somebody";
  claims["exp"] = test::kIssued - 1;
  const auto text = test::sign(test::header(), claims);
  const auto token = decode_token(text).token;
  const Policy wanted{
      .issuers = {std::string(test::kIssuer)}, .clients = {std::string(test::kClient)}, .groups = {"none"}};
  auto keys = KeySet::parse(test::key_set());
  const TimePoint now = from_unix_seconds(seconds(kIssued));
  const auto faults = all_faults(*token, wanted, &keys, now);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].reason == Reason::wrong_client);
  CHECK(faults[1].reason == Reason::expired);
  CHECK(faults[2].reason == Reason::missing_group);
  CHECK(verify(text, wanted, keys, now).verdict.reason == faults[0].reason);
  // Without keys nothing is said of the signature; another issuer's token has none looked for.
  CHECK(all_faults(*token, wanted, nullptr, now).size() == 3);
  const Policy other{.issuers = {"https://other.example.com"}, .any_client = true};
  CHECK(all_faults(*token, other, &keys, now).front().reason == Reason::wrong_issuer);
}

}  // namespace cauth::jose
