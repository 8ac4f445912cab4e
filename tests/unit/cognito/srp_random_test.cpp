// Thousands of exchanges against a second way to compute them: one number in 256 begins with a zero octet,
// and every second one has its top bit set, so that a single example proves nothing about padding.
#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "cognito/srp.hpp"
#include "crypto/bignum.hpp"
#include "crypto/hash.hpp"
#include "crypto/hkdf.hpp"
#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace cauth::cognito {
namespace {

using crypto::Bignum;

// RFC 5054, appendix A, 3072 bits.
constexpr std::string_view kPrime =
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404dd"
    "ef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
    "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f"
    "83655d23dca3ad961c62f356208552bb9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
    "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6955817183995497cea956ae515d2261898fa0510"
    "15728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea71575d060c7db3970f85a6e1e4c7"
    "abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18177b200c"
    "bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff";
constexpr std::string_view kInfo = "Caldera Derived Key";
constexpr std::size_t kDigits = 1024;
constexpr std::size_t kPrimeDigits = 768;

Bignum from_hex(std::string_view hex) {
  auto number = Bignum::from_hex(hex, kDigits);
  REQUIRE(number);
  return *std::move(number);
}

// By the digits: an even number of them, and 00 in front of a set top bit.
std::string padded(const Bignum& number) {
  std::string hex = number.hex();
  if (hex.size() % 2 == 1) hex.insert(0, "0");
  if (hex.front() >= '8') hex.insert(0, "00");
  return *hex_decode(hex);
}

Bignum hashed(std::string_view octets) {
  return Bignum::from_octets(crypto::octets(crypto::sha256(octets)));
}

std::string digest(std::string_view octets) {
  return std::string(crypto::octets(crypto::sha256(octets)));
}

struct Exchange {
  std::string salt_hex, password, block;
  std::string a_hex, b_hex;

  Bignum x() const { return hashed(padded(from_hex(salt_hex)) + digest("AbCdEfGhIalice:" + password)); }
};

// The signature from the server's side of the formula, S = (A * v^u)^b, and the numbers whose length says
// whether the padding was put to the test.
std::string signature_of(const Exchange& exchange, const Bignum& prime, int& short_numbers) {
  const Bignum g(2);
  const Bignum a_public = mod_exp(g, from_hex(exchange.a_hex), prime);
  const Bignum v = mod_exp(g, exchange.x(), prime);
  const Bignum k = hashed(padded(prime) + padded(g));
  const Bignum b_public = (mod_mul(k, v, prime) + mod_exp(g, from_hex(exchange.b_hex), prime)) % prime;
  const Bignum u = hashed(padded(a_public) + padded(b_public));
  const Bignum s = mod_exp(mod_mul(a_public, mod_exp(v, u, prime), prime), from_hex(exchange.b_hex), prime);
  for (const Bignum* number : {&a_public, &b_public, &s}) {
    if (number->hex().size() <= kPrimeDigits - 2) ++short_numbers;
  }
  const SecretString key = crypto::hkdf_sha256(padded(s), padded(u), kInfo, 16);
  const std::string message =
      "AbCdEfGhIalice" + *base64_decode(exchange.block) + format_srp_timestamp(TimePoint());
  return base64_encode(crypto::octets(crypto::hmac_sha256(key.reveal(), message)));
}

// Short private numbers make it fast; the public ones are as long as ever.
std::string private_number(Random& random) {
  return "1" + hex_encode(random_octets(random, 8));
}

}  // namespace

TEST_CASE("two thousand random exchanges sign as the formula says") {
  constexpr int kExchanges = 2000;
  test::FixedRandom random(11);
  const Bignum prime = from_hex(kPrime);
  int short_numbers = 0;
  int short_salts = 0;
  for (int i = 0; i < kExchanges; ++i) {
    Exchange exchange{.salt_hex = hex_encode(random_octets(random, 16)),
                      .password = base64_encode(random_octets(random, 12)),
                      .block = base64_encode(random_octets(random, 40)),
                      .a_hex = private_number(random),
                      .b_hex = private_number(random)};
    if (exchange.salt_hex.starts_with("00")) ++short_salts;
    const std::string expected = signature_of(exchange, prime, short_numbers);
    const SrpIdentity identity{.group = "AbCdEfGhI", .name = "alice"};
    const SecretString password(exchange.password);
    const SrpServer server(make_verifier(identity, password, *hex_decode(exchange.salt_hex)),
                           from_hex(exchange.b_hex));
    const SrpClient client(from_hex(exchange.a_hex));
    const std::string srp_b = server.srp_b();
    const SrpProof proof =
        client.prove({.srp_b = srp_b, .salt = exchange.salt_hex, .secret_block = exchange.block}, identity,
                     password, TimePoint());
    REQUIRE(proof.signature == expected);
    REQUIRE(server.accepts(client.srp_a(), exchange.block, identity, proof));
  }
  // About one number in 256 is.
  CHECK(short_numbers > 5);
  CHECK(short_salts > 1);
}

}  // namespace cauth::cognito
