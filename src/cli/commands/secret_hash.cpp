#include "cognito/secret_hash.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/secret_option.hpp"
#include "cognito/pool.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace cauth::cli {
namespace {

struct SecretHash : Command {
  void declare(Args& args) override {
    args.setting("username");
    args.setting("client_id");
    secret_.declare(args);
    args.describe(
        "Prints the SECRET_HASH that Cognito wants from app clients with a secret: the HMAC-SHA256 of "
        "username "
        "and client id under the client secret, in base64. It never needs the network.\n"
        "\n"
        "The secret comes from an option, from CAUTH_CLIENT_SECRET, from the profile, or is asked for.\n"
        "\n"
        "The username is the one that the request carries. Where a user signs in with an alias, such as an "
        "e-mail address, answers to challenges need the name that Cognito answered with (USER_ID_FOR_SRP), "
        "and "
        "a refresh needs the username of the access token.");
    args.example("The hash for a user, with the secret from a file",
                 "cauth secret-hash --username alice --client-id 5d0v53044ojq2m8bft29hav0v1 "
                 "--client-secret-file secret.txt");
  }

  int run(Context& context) override {
    const auto& settings = context.settings();
    const std::string username = settings.require("username");
    const std::string client_id = cognito::check_client_id(settings.require("client_id"));
    const SecretString secret = client_secret(context);
    print_value(context, cognito::secret_hash(username, client_id, secret), Format::text);
    return 0;
  }

 private:
  SecretString client_secret(Context& context) const {
    auto secret = secret_.read(context);
    if (!secret) secret = context.settings().secret("client_secret");
    if (!secret && context.may_ask()) secret = context.terminal().ask_secret("Client secret: ");
    if (!secret) {
      const std::string passed_over = context.settings().client_secret_passed_over();
      throw usage_error(passed_over.empty() ? "no client secret is known" : passed_over,
                        "give " + secret_.ways() + ", CAUTH_CLIENT_SECRET or client_secret in the profile");
    }
    // The usual reason for "Unable to verify secret hash for client".
    if (trim(secret->reveal()) != secret->reveal()) {
      context.warn("the client secret begins or ends with white space, which Cognito's secrets never do");
    }
    return *std::move(secret);
  }

  // No variable of its own: the setting has one.
  SecretOption secret_{"client-secret", ""};
};

}  // namespace

CAUTH_COMMAND(secret_hash, SecretHash)

}  // namespace cauth::cli
