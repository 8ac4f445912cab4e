#include "crypto/totp.hpp"

#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/secret_option.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace cauth::cli {
namespace {

struct Totp : Command {
  void declare(Args& args) override {
    secret_.declare(args);
    args.describe(
        "Prints the six digits that an authenticator would show now for a secret: the code that a "
        "SOFTWARE_TOKEN_MFA challenge asks for (RFC 6238). It never needs the network.\n\n"
        "The secret is the one that the pool gave when the authenticator was set up, in base32 or as an "
        "otpauth:// address; spaces and dashes in it do not matter. It comes from an option, from "
        "CAUTH_TOTP_SECRET or the profile's totp_secret, or is asked for.");
    args.example("Answer a sign-in that stopped at SOFTWARE_TOKEN_MFA",
                 "cauth respond --response SOFTWARE_TOKEN_MFA_CODE=$(cauth totp --secret-file totp.txt)");
  }

  int run(Context& context) override {
    const SecretString text = secret(context);
    const auto key = crypto::parse_totp_secret(text.reveal());
    if (!key) {
      throw usage_error("the authenticator secret is no base32 text, nor an otpauth:// address",
                        "it has letters A to Z and digits 2 to 7 alone");
    }
    const std::uint64_t step = crypto::totp_step(context.clock().now());
    print_value(context, crypto::totp_code(*key, step), Format::text);
    return 0;
  }

 private:
  SecretString secret(Context& context) const {
    auto secret = secret_.read_flags(context);
    if (!secret) secret = context.settings().secret("totp_secret");
    if (!secret && context.may_ask()) secret = context.terminal().ask_secret("Authenticator secret: ");
    if (!secret) throw usage_error("no authenticator secret was given", "give " + secret_.ways());
    return *std::move(secret);
  }

  SecretOption secret_{"secret", "CAUTH_TOTP_SECRET"};
};

}  // namespace

CAUTH_COMMAND(totp, Totp)

}  // namespace cauth::cli
