#include "crypto/rsa.hpp"

#include "crypto/openssl.hpp"
#include "crypto/pem.hpp"
#include "crypto/signature.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <array>
#include <limits>

namespace cauth::crypto {
namespace {

constexpr int kLeastBits = 2048;
constexpr int kMostBits = 16384;
// FIPS 186-5 allows 256; OpenSSL refuses more than 64 with large moduli, and nobody has more than 32.
constexpr int kMostExponentBits = 64;

std::string_view without_leading_zeros(std::string_view octets) {
  const auto first = octets.find_first_not_of('\0');
  return first == std::string_view::npos ? std::string_view() : octets.substr(first);
}

BignumHandle bignum(std::string_view octets) {
  BignumHandle number(BN_bin2bn(as_octets(octets), static_cast<int>(octets.size()), nullptr));
  expect(number != nullptr, "read a number");
  return number;
}

// Why these numbers make no key to trust; empty when they do.
std::string problem_of(const BIGNUM& n, const BIGNUM& e) {
  const int bits = BN_num_bits(&n);
  if (bits < kLeastBits) return fmt::format("its modulus has {} bits, fewer than {}", bits, kLeastBits);
  if (bits > kMostBits) return fmt::format("its modulus has {} bits, more than {}", bits, kMostBits);
  if (BN_is_odd(&n) == 0) return "its modulus is even";
  if (BN_is_zero(&e) == 1 || BN_is_one(&e) == 1) return "its exponent is less than 3";
  if (BN_is_odd(&e) == 0) return "its exponent is even";
  if (BN_num_bits(&e) > kMostExponentBits) return "its exponent is too large";
  return {};
}

KeyHandle public_key(const BIGNUM& n, const BIGNUM& e) {
  const ParamBuilderHandle builder(OSSL_PARAM_BLD_new());
  expect(builder && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, &n) == 1 &&
             OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, &e) == 1,
         "describe an RSA key");
  const ParamsHandle params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* key = nullptr;
  expect(params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
             EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1,
         "make an RSA key");
  return KeyHandle(key);
}

std::string number_of(const evp_pkey_st* key, const char* name) {
  BIGNUM* raw = nullptr;
  expect(EVP_PKEY_get_bn_param(key, name, &raw) == 1, "read an RSA key");
  const BignumHandle number(raw);
  std::string octets(static_cast<std::size_t>(BN_num_bytes(raw)), '\0');
  BN_bn2bin(raw, as_octets(octets.data()));
  return octets;
}

}  // namespace

void HandleDeleter::operator()(evp_pkey_st* key) const noexcept {
  EVP_PKEY_free(key);
}

void HandleDeleter::operator()(evp_pkey_ctx_st* context) const noexcept {
  EVP_PKEY_CTX_free(context);
}

void HandleDeleter::operator()(evp_md_ctx_st* context) const noexcept {
  EVP_MD_CTX_free(context);
}

std::optional<RsaPublicKey> RsaPublicKey::from_components(std::string_view n, std::string_view e,
                                                          std::string& problem) {
  n = without_leading_zeros(n);
  e = without_leading_zeros(e);
  // Before they become numbers, which takes a length as int.
  if (n.size() > kMostBits / 8 || e.size() > kMostBits / 8) {
    problem = fmt::format("its modulus or exponent has more than {} bits", kMostBits);
    return std::nullopt;
  }
  const BignumHandle modulus = bignum(n);
  const BignumHandle exponent = bignum(e);
  problem = problem_of(*modulus, *exponent);
  if (!problem.empty()) return std::nullopt;
  return RsaPublicKey(public_key(*modulus, *exponent));
}

bool RsaPublicKey::verify_rs256(std::string_view message, std::string_view signature) const {
  return verify_sha256(*key_, message, signature);
}

RsaPublicKey RsaPublicKey::share() const {
  expect(EVP_PKEY_up_ref(key_.get()) == 1, "share an RSA key");
  return RsaPublicKey(KeyHandle(key_.get()));
}

std::string RsaPublicKey::pem() const {
  return public_key_to_pem(*key_);
}

std::string RsaPublicKey::der() const {
  const int size = i2d_PUBKEY(key_.get(), nullptr);
  expect(size > 0, "write an RSA key");
  std::string octets(static_cast<std::size_t>(size), '\0');
  unsigned char* into = as_octets(octets.data());
  expect(i2d_PUBKEY(key_.get(), &into) == size, "write an RSA key");
  return octets;
}

std::size_t RsaPublicKey::bits() const {
  return static_cast<std::size_t>(EVP_PKEY_get_bits(key_.get()));
}

// With a copy of the key: threads that verify with one and the same key wait for each other at its lock.
Rs256Verifier::Rs256Verifier(const RsaPublicKey& key) : digest_context_(EVP_MD_CTX_new()) {
  const KeyHandle own(EVP_PKEY_dup(key.key_.get()));
  expect(own != nullptr, "copy an RSA key");
  key_context_.reset(EVP_PKEY_CTX_new(own.get(), nullptr));  // has a reference of its own
  expect(key_context_ && digest_context_ && EVP_PKEY_verify_init(key_context_.get()) == 1 &&
             EVP_PKEY_CTX_set_rsa_padding(key_context_.get(), RSA_PKCS1_PADDING) == 1 &&
             EVP_PKEY_CTX_set_signature_md(key_context_.get(), EVP_sha256()) == 1 &&
             EVP_DigestInit_ex2(digest_context_.get(), EVP_sha256(), nullptr) == 1,
         "verify RS256 signatures");
}

bool Rs256Verifier::verify(std::string_view message, std::string_view signature) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  // Without a type: the one of the constructor, already looked up.
  expect(EVP_DigestInit_ex2(digest_context_.get(), nullptr, nullptr) == 1 &&
             EVP_DigestUpdate(digest_context_.get(), message.data(), message.size()) == 1 &&
             EVP_DigestFinal_ex(digest_context_.get(), digest.data(), &size) == 1,
         "hash a message");
  const bool good =
      EVP_PKEY_verify(key_context_.get(), as_octets(signature), signature.size(), digest.data(), size) == 1;
  if (!good) ERR_clear_error();
  return good;
}

RsaPrivateKey RsaPrivateKey::generate(unsigned bits) {
  KeyHandle key(EVP_RSA_gen(bits));
  expect(key != nullptr, "make an RSA key pair");
  return RsaPrivateKey(std::move(key));
}

RsaPrivateKey RsaPrivateKey::from_pem(std::string_view pem) {
  KeyHandle key = private_key_from_pem(pem);
  if (!key || EVP_PKEY_is_a(key.get(), "RSA") != 1) {
    throw usage_error("the private key is no RSA key in PEM form",
                      "`openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048` makes one");
  }
  return RsaPrivateKey(std::move(key));
}

SecretString RsaPrivateKey::pem() const {
  return private_key_to_pem(*key_);
}

std::string RsaPrivateKey::sign_rs256(std::string_view message) const {
  return sign_sha256(*key_, message);
}

RsaPublicKey RsaPrivateKey::public_half() const {
  std::string problem;
  auto key = RsaPublicKey::from_components(modulus(), exponent(), problem);
  expect(key.has_value(), "take the public half of an RSA key");
  return *std::move(key);
}

std::string RsaPrivateKey::modulus() const {
  return number_of(key_.get(), OSSL_PKEY_PARAM_RSA_N);
}

std::string RsaPrivateKey::exponent() const {
  return number_of(key_.get(), OSSL_PKEY_PARAM_RSA_E);
}

}  // namespace cauth::crypto
