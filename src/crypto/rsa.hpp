#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct evp_pkey_st;
struct evp_pkey_ctx_st;
struct evp_md_ctx_st;

namespace cauth::crypto {

// OpenSSL's handles, without OpenSSL's headers.
struct HandleDeleter {
  void operator()(evp_pkey_st* key) const noexcept;
  void operator()(evp_pkey_ctx_st* context) const noexcept;
  void operator()(evp_md_ctx_st* context) const noexcept;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, HandleDeleter>;

/// An RSA public key, from a JWK's n and e (RFC 7518 section 6.3.1), as big-endian octets.
class RsaPublicKey {
 public:
  /// Nothing unless it is a key to trust: 2048 to 16384 bits, an odd modulus, an odd exponent of 3 or more
  /// that fits 64 bits. Leading zero octets, which RFC 7518 forbids and some writers add, count for nothing.
  /// `problem` then says why.
  static std::optional<RsaPublicKey> from_components(std::string_view n, std::string_view e,
                                                     std::string& problem);

  /// The same key once more: nothing is copied, and each may be used by a thread of its own.
  RsaPublicKey share() const;

  /// RSASSA-PKCS1-v1_5 with SHA-256 (RS256, RFC 7518 section 3.3).
  bool verify_rs256(std::string_view message, std::string_view signature) const;
  std::size_t bits() const;
  /// As SubjectPublicKeyInfo (RFC 5280 section 4.1), with the line ends that OpenSSL writes; and in octets.
  std::string pem() const;
  std::string der() const;

 private:
  friend class Rs256Verifier;
  explicit RsaPublicKey(KeyHandle key) : key_(std::move(key)) {}
  KeyHandle key_;
};

/// Verifies RS256 signatures of one key, many times: what OpenSSL looks up anew at each verification (a
/// microsecond or two) is kept. For one thread at a time.
class Rs256Verifier {
 public:
  explicit Rs256Verifier(const RsaPublicKey& key);
  bool verify(std::string_view message, std::string_view signature);

 private:
  std::unique_ptr<evp_pkey_ctx_st, HandleDeleter> key_context_;
  std::unique_ptr<evp_md_ctx_st, HandleDeleter> digest_context_;
};

/// An RSA key pair: what the sandbox signs its tokens with.
class RsaPrivateKey {
 public:
  static RsaPrivateKey generate(unsigned bits = 2048);
  /// PKCS#8 PEM, as `pem()` writes it. Error{usage} when it is none.
  static RsaPrivateKey from_pem(std::string_view pem);
  SecretString pem() const;

  std::string sign_rs256(std::string_view message) const;
  RsaPublicKey public_half() const;
  /// The public parts as big-endian octets.
  std::string modulus() const;
  std::string exponent() const;

 private:
  explicit RsaPrivateKey(KeyHandle key) : key_(std::move(key)) {}
  KeyHandle key_;
};

}  // namespace cauth::crypto
