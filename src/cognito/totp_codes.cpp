#include "cognito/totp_codes.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "crypto/totp.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>

namespace cauth::cognito {
namespace {

using std::chrono::seconds;

// The service keeps a sign-in for three minutes.
constexpr std::uint64_t kMostStepsToWait = 4;

TimePoint begin_of(std::uint64_t step) {
  return from_unix_seconds(crypto::kTotpStep * static_cast<std::int64_t>(step));
}

}  // namespace

SecretString next_totp_code(const SecretString& secret, const std::string& username,
                            Authenticators& authenticators, Clock& clock,
                            const std::function<void(std::string_view)>& tell) {
  const auto key = crypto::parse_totp_secret(secret.reveal());
  if (!key) {
    throw usage_error("the authenticator secret is no base32 text, nor an otpauth:// address",
                      "it has letters A to Z and digits 2 to 7 alone");
  }
  const std::uint64_t now = crypto::totp_step(clock.now());
  const std::uint64_t step = authenticators.take_totp_step(username, now);
  if (step > now + kMostStepsToWait) {
    throw Error(Category::temporary,
                fmt::format("too many sign-ins of \"{}\" wait for a code of their own", printable(username)),
                "a code serves once, and there is one every 30 seconds: let them share a session");
  }
  if (step > now) {
    const auto wait = std::chrono::ceil<seconds>(begin_of(step) - clock.now());
    tell(fmt::format("the code of now was sent already; waiting {}s for the next one", wait.count()));
    if (!clock.sleep_until(begin_of(step))) throw_if_interrupted();
  }
  return SecretString::take(crypto::totp_code(*key, step));
}

}  // namespace cauth::cognito
