#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "crypto/bignum.hpp"

#include <string>
#include <string_view>

namespace cauth::cognito {

// The Secure Remote Password protocol as Cognito speaks it: SRP-6a over the 3072-bit group of RFC 5054
// (appendix A) with SHA-256, numbers padded like signed integers, and a key derived by HKDF. Names are RFC
// 5054's: A and a are the client's public and private number, B the server's, u the scrambling parameter, x
// the private key made of the password, S the shared secret.

/// Whose password it is: pool name and USER_ID_FOR_SRP, or DeviceGroupKey and DeviceKey.
struct SrpIdentity {
  std::string_view group;
  std::string_view name;
};

/// What a PASSWORD_VERIFIER challenge says, in the spelling of its parameters.
struct SrpChallenge {
  std::string_view srp_b;         ///< hex
  std::string_view salt;          ///< hex
  std::string_view secret_block;  ///< base64
};

/// What answers it.
struct SrpProof {
  std::string signature;  ///< PASSWORD_CLAIM_SIGNATURE, base64
  std::string timestamp;  ///< TIMESTAMP
};

/// The client's side of one exchange.
class SrpClient {
 public:
  /// With a new private number a of 256 bits, the least that RFC 5054 section 3.1 asks for.
  explicit SrpClient(Random& random);
  /// With a given one, for published vectors.
  explicit SrpClient(crypto::Bignum private_number);

  /// SRP_A: hex without padding.
  std::string srp_a() const { return public_number_.hex(); }

  /// Proves the password. Error{refused} when the challenge cannot be honest: B mod N is 0, u is 0, or it is
  /// no number.
  SrpProof prove(const SrpChallenge& challenge, const SrpIdentity& identity, const SecretString& password,
                 TimePoint now) const;

 private:
  crypto::Bignum private_number_;
  crypto::Bignum public_number_;
};

/// What a server keeps of a password: a salt and v = g^x, both as octets padded like signed integers.
struct SrpVerifier {
  std::string salt;
  std::string verifier;
};

/// The verifier of a password for a salt (16 random octets, as Cognito's own clients make them).
SrpVerifier make_verifier(const SrpIdentity& identity, const SecretString& password, std::string_view salt);

/// The server's side of one exchange: for the sandbox.
class SrpServer {
 public:
  /// With a new private number b.
  SrpServer(const SrpVerifier& verifier, Random& random);
  SrpServer(const SrpVerifier& verifier, crypto::Bignum private_number);

  std::string srp_b() const { return public_number_.hex(); }
  /// Is the proof that of somebody who knows the password? `srp_a` is hex as the client sent it.
  bool accepts(std::string_view srp_a, std::string_view secret_block, const SrpIdentity& identity,
               const SrpProof& proof) const;

 private:
  crypto::Bignum verifier_;
  crypto::Bignum private_number_;
  crypto::Bignum public_number_;
};

}  // namespace cauth::cognito
