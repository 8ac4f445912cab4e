#pragma once

#include "base/secret.hpp"
#include "crypto/rsa.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::crypto {

/// The length of each coordinate of a point of P-256.
constexpr std::size_t kP256CoordinateOctets = 32;

/// A point of the curve P-256 as its two coordinates, big-endian octets of full length.
struct P256Point {
  std::string x, y;
};

/// A public key on P-256.
class EcPublicKey {
 public:
  /// Nothing when the coordinates are no point of the curve.
  static std::optional<EcPublicKey> from_point(const P256Point& point);

  /// ECDSA with SHA-256 over a signature in DER (ES256 as WebAuthn has it, section 6.5.5).
  bool verify_es256(std::string_view message, std::string_view der_signature) const;

 private:
  explicit EcPublicKey(KeyHandle key) : key_(std::move(key)) {}
  KeyHandle key_;
};

/// A key pair on P-256: what a passkey is made of.
class EcPrivateKey {
 public:
  /// From OpenSSL's own randomness.
  static EcPrivateKey generate();
  /// PKCS#8 PEM, as `pem()` writes it. Nothing when it is none, or a key of another kind or curve.
  static std::optional<EcPrivateKey> from_pem(std::string_view pem);
  SecretString pem() const;

  /// The signature in DER.
  std::string sign_es256(std::string_view message) const;
  P256Point point() const;
  /// The public key as SubjectPublicKeyInfo in DER (RFC 5480).
  std::string public_der() const;

 private:
  explicit EcPrivateKey(KeyHandle key) : key_(std::move(key)) {}
  KeyHandle key_;
};

}  // namespace cauth::crypto
