#pragma once

#include "base/clock.hpp"
#include "cognito/srp.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// Of a SECRET_BLOCK: about as long as Cognito's.
constexpr std::size_t kSecretBlockOctets = 600;
/// How long a proof is waited for.
constexpr std::chrono::seconds kProofExpected{60};

/// What comes after the proof.
enum class SrpPurpose : std::uint8_t {
  sign_in,  ///< USER_SRP_AUTH
  custom,   ///< CUSTOM_AUTH that proves the password first
  choice,   ///< a first factor of USER_AUTH
};

/// A sign-in by SRP that waits for its proof.
struct SrpExchange {
  std::string client_id, username;  ///< the real name, or the one typed where there is no such user
  std::string device_key;           ///< whose proof it is, where it is a device's
  std::string srp_a;                ///< hex, as the client sent it
  cognito::SrpServer server;
  SrpPurpose purpose = SrpPurpose::sign_in;
  TimePoint expires;
};

/// The exchanges that are under way, by their SECRET_BLOCK: each good for one proof.
class SrpExchanges {
 public:
  void open(std::string secret_block, SrpExchange exchange);
  /// Takes it out. Error: NotAuthorizedException when there is none, or it is over.
  SrpExchange take(std::string_view secret_block, std::string_view client_id, TimePoint now);

 private:
  std::map<std::string, SrpExchange, std::less<>> exchanges_;
};

}  // namespace cauth::serve::sandbox
