#include "cognito/enrol_totp.hpp"

#include "base/error.hpp"
#include "cognito/totp_codes.hpp"

namespace cauth::cognito {
namespace {

constexpr int kTries = 3;
constexpr const char* kUserCode = "USER_CODE";

void enrol_by_file(const TotpEnrolment& enrolment, const EnrolmentParties& with,
                   const std::function<void(const SecretString&)>& verify) {
  try {
    verify(next_totp_code(enrolment.secret, enrolment.username, with.authenticators, with.clock, with.tell));
  } catch (const Error& error) {
    // After anything but a refusal the service may have taken it: then the file is all there is.
    if (error.category == Category::refused) with.authenticators.drop();
    throw;
  }
}

}  // namespace

bool is_wrong_code(const Error& error) {
  return error.code == "CodeMismatchException" || error.code == "EnableSoftwareTokenMFAException";
}

bool enrol_totp(const TotpEnrolment& enrolment, const EnrolmentParties& with,
                const std::function<void(const SecretString& code)>& verify) {
  if (with.authenticators.keep(enrolment)) {
    enrol_by_file(enrolment, with, verify);
    return true;
  }
  std::string introduction = with.authenticators.introduce(enrolment);
  for (int attempt = 1;; ++attempt) {
    const auto code =
        with.inputs.get({.key = kUserCode, .prompt = introduction + "Code that the authenticator shows"});
    wipe(introduction);
    introduction.clear();
    if (!code) return false;
    try {
      verify(*code);
      return true;
    } catch (const Error& error) {
      // A slip of the finger need not end it: the secret would have to be typed again.
      if (!is_wrong_code(error) || attempt == kTries || !with.inputs.ask_again(kUserCode)) throw;
      with.tell("that is not the code; try the next one");
    }
  }
}

}  // namespace cauth::cognito
