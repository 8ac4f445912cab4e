#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"
#include "cognito/srp.hpp"

#include <string>
#include <string_view>

namespace cauth::cognito {

/// DeviceSecretVerifierConfig of ConfirmDevice: what the service keeps of a device's password, both base64.
struct DeviceVerifier {
  std::string salt;
  std::string password_verifier;
};

/// The password of a new device: base64 of 40 random octets. It never leaves this machine.
SecretString new_device_password(Random& random);

/// `device`: DeviceGroupKey and DeviceKey.
DeviceVerifier make_device_verifier(const SrpIdentity& device, const SecretString& password, Random& random);
/// The same with a given salt (octets), for published vectors.
DeviceVerifier make_device_verifier(const SrpIdentity& device, const SecretString& password,
                                    std::string_view salt);

}  // namespace cauth::cognito
