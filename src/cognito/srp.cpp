#include "cognito/srp.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/error.hpp"
#include "cognito/srp_honesty.hpp"
#include "crypto/hash.hpp"
#include "crypto/hkdf.hpp"

#include <cstddef>
#include <optional>
#include <utility>

namespace cauth::cognito {
namespace {

using crypto::Bignum;

// RFC 5054 appendix A, the 3072-bit group; the same prime as RFC 3526 group 15. Cognito takes 2 as its
// generator, not 5.
constexpr std::string_view kPrime =
    "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3"
    "cd3a431b"
    "302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7edee386bfb5a899fa5ae9f2411"
    "7c4b1fe6"
    "49286651ece45b3dc2007cb8a163bf0598da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb9ed52907"
    "7096966d"
    "670c354e4abc9804f1746c08ca18217c32905e462e36ce3be39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf6"
    "95581718"
    "3995497cea956ae515d2261898fa051015728e5a8aaac42dad33170d04507a33a85521abdf1cba64ecfb850458dbef0a8aea7157"
    "5d060c7d"
    "b3970f85a6e1e4c7abf5ae8cdb0933d71e8c94e04a25619dcee3d2261ad2ee6bf12ffa06d98a0864d87602733ec86a64521f2b18"
    "177b200c"
    "bbe117577a615d6c770988c0bad946e208e24fa074e5ab3143db5bfce0fd108e4b82d120a93ad2caffffffffffffffff";
constexpr unsigned long kGenerator = 2;
constexpr std::size_t kPrivateNumberOctets = 32;
constexpr std::size_t kLongestNumberDigits =
    1024;  // N has 768; whatever is longer is no number of this group
constexpr std::string_view kKeyInfo = "Caldera Derived Key";
constexpr std::size_t kKeyOctets = 16;

const Bignum& prime() {
  static const Bignum prime = *Bignum::from_hex(kPrime, kPrime.size());
  return prime;
}

// Octets like those of a signed integer: a zero in front where the top bit is set. (0 has one octet.)
std::string pad(const Bignum& number) {
  std::string octets = number.octets();
  if (octets.empty() || static_cast<unsigned char>(octets.front()) >= 0x80)
    octets.insert(octets.begin(), '\0');
  return octets;
}

Bignum hash_to_number(std::string_view octets) {
  const auto digest = crypto::sha256(octets);
  return Bignum::from_octets(crypto::octets(digest));
}

Bignum multiplier() {
  return hash_to_number(pad(prime()) + pad(Bignum(kGenerator)));
}

Bignum scrambling_parameter(const Bignum& a_public, const Bignum& b_public) {
  return hash_to_number(pad(a_public) + pad(b_public));
}

Bignum private_key(const SrpIdentity& identity, const SecretString& password, const Bignum& salt) {
  SecretString full_password;
  full_password.append(identity.group);
  full_password.append(identity.name);
  full_password.append(":");
  full_password.append(password.reveal());
  const auto digest = crypto::sha256(full_password.reveal());
  return hash_to_number(pad(salt).append(crypto::octets(digest)));
}

SecretString derive_key(const Bignum& shared_secret, const Bignum& u) {
  std::string key_material = pad(shared_secret);
  SecretString key = crypto::hkdf_sha256(key_material, pad(u), kKeyInfo, kKeyOctets);
  wipe(key_material);
  return key;
}

std::string sign(const SecretString& key, const SrpIdentity& identity, std::string_view secret_block_octets,
                 std::string_view timestamp) {
  std::string message(identity.group);
  message.append(identity.name).append(secret_block_octets).append(timestamp);
  const auto signature = crypto::hmac_sha256(key.reveal(), message);
  return base64_encode(crypto::octets(signature));
}

// moto 5 sends a UUID instead of base64, and checks no proof: any octets serve there.
std::string octets_of(std::string_view secret_block) {
  return base64_decode(secret_block).value_or(std::string(secret_block));
}

Bignum random_number(Random& random) {
  std::string octets = random_octets(random, kPrivateNumberOctets);
  // The top bit set: of the size it claims to have, and never 0.
  octets.front() = static_cast<char>(static_cast<unsigned char>(octets.front()) | 0x80U);
  Bignum number = Bignum::from_octets(octets);
  wipe(octets);
  return number;
}

Error dishonest(std::string_view what) {
  return {Category::refused, "the service's SRP challenge cannot be right: " + std::string(what),
          "check the endpoint: something that is not Cognito may have answered"};
}

Bignum number_of_challenge(std::string_view hex, std::string_view name) {
  auto number = Bignum::from_hex(hex, kLongestNumberDigits);
  if (!number) throw dishonest(std::string(name) + " is not a number");
  return *std::move(number);
}

}  // namespace

void check_honest(const Bignum& b_public, const Bignum& u) {
  if ((b_public % prime()).is_zero()) throw dishonest("B mod N is 0");
  if (u.is_zero()) throw dishonest("u is 0");
}

SrpClient::SrpClient(Random& random) : SrpClient(random_number(random)) {}

SrpClient::SrpClient(Bignum private_number)
    : private_number_(std::move(private_number)),
      public_number_(mod_exp(Bignum(kGenerator), private_number_, prime())) {}

SrpProof SrpClient::prove(const SrpChallenge& challenge, const SrpIdentity& identity,
                          const SecretString& password, TimePoint now) const {
  const Bignum b_public = number_of_challenge(challenge.srp_b, "SRP_B");
  const Bignum salt = number_of_challenge(challenge.salt, "SALT");
  const Bignum u = scrambling_parameter(public_number_, b_public);
  check_honest(b_public, u);

  const Bignum x = private_key(identity, password, salt);
  const Bignum g_to_x = mod_exp(Bignum(kGenerator), x, prime());
  const Bignum base = mod_sub(b_public, mod_mul(multiplier(), g_to_x, prime()), prime());
  const Bignum shared_secret = mod_exp(base, private_number_ + u * x, prime());
  std::string timestamp = format_srp_timestamp(now);
  std::string signature =
      sign(derive_key(shared_secret, u), identity, octets_of(challenge.secret_block), timestamp);
  return {.signature = std::move(signature), .timestamp = std::move(timestamp)};
}

SrpVerifier make_verifier(const SrpIdentity& identity, const SecretString& password, std::string_view salt) {
  const Bignum salt_number = Bignum::from_octets(salt);
  const Bignum x = private_key(identity, password, salt_number);
  return {.salt = pad(salt_number), .verifier = pad(mod_exp(Bignum(kGenerator), x, prime()))};
}

SrpServer::SrpServer(const SrpVerifier& verifier, Random& random)
    : SrpServer(verifier, random_number(random)) {}

SrpServer::SrpServer(const SrpVerifier& verifier, Bignum private_number)
    : verifier_(Bignum::from_octets(verifier.verifier)),
      private_number_(std::move(private_number)),
      public_number_((mod_mul(multiplier(), verifier_, prime()) +
                      mod_exp(Bignum(kGenerator), private_number_, prime())) %
                     prime()) {}

bool SrpServer::accepts(std::string_view srp_a, std::string_view secret_block, const SrpIdentity& identity,
                        const SrpProof& proof) const {
  const auto a_public = Bignum::from_hex(srp_a, kLongestNumberDigits);
  const auto secret_block_octets = base64_decode(secret_block);
  // RFC 5054 section 2.5.4: A mod N = 0 would make S known to anybody.
  if (!a_public || !secret_block_octets || (*a_public % prime()).is_zero()) return false;
  const Bignum u = scrambling_parameter(*a_public, public_number_);
  const Bignum shared_secret =
      mod_exp(mod_mul(*a_public, mod_exp(verifier_, u, prime()), prime()), private_number_, prime());
  return equal_secret(sign(derive_key(shared_secret, u), identity, *secret_block_octets, proof.timestamp),
                      proof.signature);
}

}  // namespace cauth::cognito
