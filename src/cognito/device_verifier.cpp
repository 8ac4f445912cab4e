#include "cognito/device_verifier.hpp"

#include "base/bytes.hpp"

#include <cstddef>

namespace cauth::cognito {
namespace {

// As AWS's own clients make them.
constexpr std::size_t kPasswordOctets = 40;
constexpr std::size_t kSaltOctets = 16;

}  // namespace

SecretString new_device_password(Random& random) {
  const SecretString octets = SecretString::take(random_octets(random, kPasswordOctets));
  return SecretString::take(base64_encode(octets.reveal()));
}

DeviceVerifier make_device_verifier(const SrpIdentity& device, const SecretString& password,
                                    std::string_view salt) {
  const SrpVerifier verifier = make_verifier(device, password, salt);
  return {.salt = base64_encode(verifier.salt), .password_verifier = base64_encode(verifier.verifier)};
}

DeviceVerifier make_device_verifier(const SrpIdentity& device, const SecretString& password, Random& random) {
  return make_device_verifier(device, password, random_octets(random, kSaltOctets));
}

}  // namespace cauth::cognito
