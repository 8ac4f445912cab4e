#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "cognito/authenticators.hpp"
#include "cognito/challenge.hpp"

#include <functional>
#include <string_view>

namespace cauth::cognito {

/// Whom an authenticator is set up with.
struct EnrolmentParties {
  Inputs& inputs;
  Authenticators& authenticators;
  Clock& clock;
  const std::function<void(std::string_view)>& tell;
};

/// Hands the secret on, to a file or to a person, and a code of it to `verify`, which throws what the service
/// refuses. A person who mistypes is asked again, three times in all. False: nobody gave a code.
bool enrol_totp(const TotpEnrolment& enrolment, const EnrolmentParties& with,
                const std::function<void(const SecretString& code)>& verify);

/// Does the service say that the code was not right?
bool is_wrong_code(const Error& error);

}  // namespace cauth::cognito
