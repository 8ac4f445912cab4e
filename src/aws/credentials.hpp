#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/secret.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace cauth::aws {

struct Credentials {
  std::string access_key_id;
  SecretString secret_access_key;
  std::optional<SecretString> session_token;
  std::string source;  ///< for people: "the environment", "profile \"dev\" of ~/.aws/credentials"
};

/// One place to look in; nothing when it has none.
using CredentialProvider = std::function<std::optional<Credentials>()>;

/// The first that has some. Error{usage} when none has, with what to set.
Credentials first_of(std::span<const CredentialProvider> providers);

/// The AWS CLI's order. A profile named on the command line beats keys in the environment, as there.
/// `aws_profile`: named by flag, CAUTH_AWS_PROFILE or the cauth profile; nothing: AWS_PROFILE or "default".
Credentials find_credentials(const Environ& env, const std::optional<std::string>& aws_profile, Clock& clock);

}  // namespace cauth::aws
