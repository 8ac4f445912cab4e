#include "crypto/ec.hpp"

#include "crypto/openssl.hpp"
#include "crypto/pem.hpp"
#include "crypto/signature.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/x509.h>

#include <array>

namespace cauth::crypto {
namespace {

constexpr const char* kCurve = "P-256";
// SEC 1 section 2.3.3: 4, then both coordinates.
constexpr char kUncompressed = 4;

std::string coordinate(const evp_pkey_st* key, const char* name) {
  BIGNUM* raw = nullptr;
  expect(EVP_PKEY_get_bn_param(key, name, &raw) == 1, "read an EC key");
  const BignumHandle number(raw);
  std::string octets(kP256CoordinateOctets, '\0');
  expect(BN_bn2binpad(raw, as_octets(octets.data()), static_cast<int>(octets.size())) > 0, "read an EC key");
  return octets;
}

// Null where the point is not on the curve.
KeyHandle public_key(const P256Point& point) {
  const std::string encoded = kUncompressed + point.x + point.y;
  const ParamBuilderHandle builder(OSSL_PARAM_BLD_new());
  expect(builder &&
             OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, kCurve, 0) == 1 &&
             OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, encoded.data(),
                                              encoded.size()) == 1,
         "describe an EC key");
  const ParamsHandle params(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  expect(params && context && EVP_PKEY_fromdata_init(context.get()) == 1, "make an EC key");
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) ERR_clear_error();
  return KeyHandle(key);
}

bool is_on_p256(const evp_pkey_st* key) {
  std::array<char, 64> curve{};
  std::size_t size = 0;
  return EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_group_name(key, curve.data(), curve.size(), &size) == 1 &&
         std::string_view(curve.data(), size) == SN_X9_62_prime256v1;
}

}  // namespace

std::optional<EcPublicKey> EcPublicKey::from_point(const P256Point& point) {
  if (point.x.size() != kP256CoordinateOctets || point.y.size() != kP256CoordinateOctets) return std::nullopt;
  KeyHandle key = public_key(point);
  if (!key) return std::nullopt;
  return EcPublicKey(std::move(key));
}

bool EcPublicKey::verify_es256(std::string_view message, std::string_view der_signature) const {
  return verify_sha256(*key_, message, der_signature);
}

EcPrivateKey EcPrivateKey::generate() {
  KeyHandle key(EVP_EC_gen(kCurve));
  expect(key != nullptr, "make an EC key pair");
  return EcPrivateKey(std::move(key));
}

std::optional<EcPrivateKey> EcPrivateKey::from_pem(std::string_view pem) {
  KeyHandle key = private_key_from_pem(pem);
  if (!key || !is_on_p256(key.get())) return std::nullopt;
  return EcPrivateKey(std::move(key));
}

SecretString EcPrivateKey::pem() const {
  return private_key_to_pem(*key_);
}

std::string EcPrivateKey::sign_es256(std::string_view message) const {
  return sign_sha256(*key_, message);
}

P256Point EcPrivateKey::point() const {
  return {.x = coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_X),
          .y = coordinate(key_.get(), OSSL_PKEY_PARAM_EC_PUB_Y)};
}

std::string EcPrivateKey::public_der() const {
  const int size = i2d_PUBKEY(key_.get(), nullptr);
  expect(size > 0, "write a public key");
  std::string der(static_cast<std::size_t>(size), '\0');
  unsigned char* at = as_octets(der.data());
  expect(i2d_PUBKEY(key_.get(), &at) == size, "write a public key");
  return der;
}

}  // namespace cauth::crypto
