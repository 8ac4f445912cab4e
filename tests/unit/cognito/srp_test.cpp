#include "cognito/srp.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cognito/srp_honesty.hpp"
#include "crypto/hash.hpp"
#include "crypto/hkdf.hpp"
#include "support/fixed_random.hpp"
#include "support/vectors.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>

namespace cauth::cognito {
namespace {

// Complete exchanges, each confirmed by AWS's JavaScript client.
Json vectors() {
  constexpr std::size_t kLimit = 1 << 20;
  auto parsed = parse_json(read_file(test::vectors() / "srp.json", kLimit));
  REQUIRE_MESSAGE(parsed, parsed.problem);
  return std::move(*parsed);
}

std::string text(const Json& vector, std::string_view name) {
  return string_member_or(vector, name, "");
}

crypto::Bignum number(const Json& vector, std::string_view name) {
  auto value = crypto::Bignum::from_hex(text(vector, name), 1024);
  REQUIRE_MESSAGE(value, name);
  return *std::move(value);
}

// "Mon Jan 5 00:09:40 UTC 2026"
TimePoint vector_time(const Json& vector) {
  const std::string stamp = text(vector, "timestamp");
  const auto words = split_words(stamp);
  REQUIRE(words.size() == 6);
  const auto when = parse_http_date(
      fmt::format("{}, {:0>2} {} {} {} GMT", words[0], words[2], words[1], words[5], words[3]));
  REQUIRE(when);
  return *when;
}

void check_vector(const Json& vector) {
  const std::string group = text(vector, "group");
  const std::string name = text(vector, "identity");
  const SrpIdentity identity{.group = group, .name = name};
  const SecretString password(text(vector, "password"));
  const std::string srp_b = text(vector, "B");
  const std::string salt = text(vector, "salt");
  const std::string secret_block = text(vector, "secret_block");

  const SrpClient client(number(vector, "a"));
  CHECK(client.srp_a() == text(vector, "A"));
  const auto proof = client.prove({.srp_b = srp_b, .salt = salt, .secret_block = secret_block}, identity,
                                  password, vector_time(vector));
  CHECK(proof.timestamp == text(vector, "timestamp"));
  CHECK(proof.signature == text(vector, "signature"));

  const SrpVerifier verifier = make_verifier(identity, password, number(vector, "salt").octets());
  CHECK(crypto::Bignum::from_octets(verifier.verifier).hex() == text(vector, "v"));
  const SrpServer server(verifier, number(vector, "b"));
  CHECK(server.srp_b() == srp_b);
  CHECK(server.accepts(client.srp_a(), secret_block, identity, proof));
}

}  // namespace

TEST_CASE("SRP for users gives the published numbers, byte for byte") {
  const Json all = vectors();
  REQUIRE(all["user"].size() == 12);
  for (const Json& vector : all["user"]) {
    CAPTURE(text(vector, "name"));
    check_vector(vector);
  }
}

TEST_CASE("SRP for devices gives the published numbers, and the verifier that ConfirmDevice sends") {
  const Json all = vectors();
  for (const Json& vector : all["device"]) {
    CAPTURE(text(vector, "name"));
    check_vector(vector);
    const std::string group = text(vector, "group");
    const std::string name = text(vector, "identity");
    const auto verifier =
        make_verifier({.group = group, .name = name}, SecretString(text(vector, "password")),
                      number(vector, "salt").octets());
    CHECK(base64_encode(verifier.salt) == text(vector["ConfirmDevice"], "Salt"));
    CHECK(base64_encode(verifier.verifier) == text(vector["ConfirmDevice"], "PasswordVerifier"));
  }
}

TEST_CASE("a challenge that would give the secret away is refused") {
  const SrpIdentity identity{.group = "AbCdEfGhI", .name = "alice"};
  const SecretString password("Passw0rd!alice");
  test::FixedRandom random;
  const SrpClient client(random);
  const auto prove = [&](std::string_view srp_b, std::string_view salt, std::string_view block) {
    return client.prove({.srp_b = srp_b, .salt = salt, .secret_block = block}, identity, password,
                        TimePoint());
  };
  const Json all = vectors();
  for (const Json& vector : all["refuse"]) {
    CAPTURE(text(vector, "name"));
    CHECK_THROWS_AS(prove(text(vector, "B"), "ab", "AAAA"), Error);
  }
  CHECK_THROWS_AS(prove("2", "", "AAAA"), Error);
  CHECK_NOTHROW(prove("2", "ab", "AAAA"));
  CHECK_NOTHROW(prove("2", "ab", "a UUID, as moto sends it"));
}

TEST_CASE("a u of 0, with which the password takes no part in the secret, is refused") {
  const crypto::Bignum one(1);
  CHECK_THROWS_WITH_AS(check_honest(one, crypto::Bignum(0)),
                       "the service's SRP challenge cannot be right: u is 0", Error);
  CHECK_NOTHROW(check_honest(one, one));
}

TEST_CASE("a private number has 256 bits, whatever is drawn") {
  struct Zeros : Random {
    void fill(std::span<std::byte> memory) override { std::fill(memory.begin(), memory.end(), std::byte{0}); }
  } zeros;
  const auto least = crypto::Bignum::from_octets("\x80" + std::string(31, '\0'));
  CHECK(SrpClient(zeros).srp_a() == SrpClient(*crypto::Bignum::from_hex(least.hex(), 64)).srp_a());
}

TEST_CASE("client and server agree in random exchanges, and on the right password alone") {
  constexpr int kExchanges =
      64;  // the padding of one number in 256 differs: see the test labelled slow for thousands
  test::FixedRandom random(7);
  const SrpIdentity identity{.group = "Sandbox01", .name = "alice"};
  for (int i = 0; i < kExchanges; ++i) {
    const SecretString password(base64_encode(random_octets(random, 12)));
    const auto verifier = make_verifier(identity, password, random_octets(random, 16));
    const std::string salt = crypto::Bignum::from_octets(verifier.salt).hex();
    const SrpServer server(verifier, random);
    const SrpClient client(random);
    const std::string srp_b = server.srp_b();
    const std::string block = base64_encode(random_octets(random, 40));
    const SrpChallenge challenge{.srp_b = srp_b, .salt = salt, .secret_block = block};
    CHECK(server.accepts(client.srp_a(), block, identity,
                         client.prove(challenge, identity, password, TimePoint())));
    const auto wrong = client.prove(challenge, identity, SecretString("wrong"), TimePoint());
    CHECK_FALSE(server.accepts(client.srp_a(), block, identity, wrong));
  }
}

TEST_CASE("an A of 0, which makes the secret known to anybody, proves nothing") {
  test::FixedRandom random;
  const SrpIdentity identity{.group = "Sandbox01", .name = "alice"};
  const SrpServer server(make_verifier(identity, SecretString("pw"), "0123456789abcdef"), random);
  // S is 0 then, whatever the password: the proof of somebody who does not know it.
  const auto padded = [](std::string octets) {
    return static_cast<unsigned char>(octets.front()) >= 0x80 ? '\0' + octets : octets;
  };
  const std::string zero(1, '\0');
  const std::string b_public = padded(crypto::Bignum::from_hex(server.srp_b(), 1024)->octets());
  const auto u = crypto::sha256(zero + b_public);
  const SecretString key =
      crypto::hkdf_sha256(zero, padded(std::string(crypto::octets(u))), "Caldera Derived Key", 16);
  const auto signature = crypto::hmac_sha256(key.reveal(), "Sandbox01alice" + std::string(3, '\0') + "now");
  const SrpProof forged{.signature = base64_encode(crypto::octets(signature)), .timestamp = "now"};
  CHECK_FALSE(server.accepts("0", "AAAA", identity, forged));
}

}  // namespace cauth::cognito
