#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "serve/serve.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

constexpr const char* kWhatSandboxDoes =
    "Runs a Cognito user pool, its keys and two protected APIs on this machine, for trying cauth and for "
    "tests without an AWS account. It listens on 127.0.0.1 alone, port 9230, and forgets everything at the "
    "end. Its passwords, secrets and AWS keys are public: they open nothing else.\n\n"
    "With COMMAND, runs that with the environment set: CAUTH_ENDPOINT_URL, CAUTH_USER_POOL_ID, "
    "CAUTH_CLIENT_ID, CAUTH_REGION, CAUTH_API and CAUTH_SANDBOX_URL; "
    "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS keys of the sandbox and a region; folders of its own "
    "for "
    "configuration, sessions and cache, which are removed at the end. The caller's own CAUTH_, COGNITO_ and "
    "AWS_ variables are left out. Ends with COMMAND's exit status, and passes SIGINT and SIGTERM on to it. "
    "Without COMMAND it serves until one of these comes.\n\n"
    "USERS. The built-in pool us-east-1_Sandbox01 has alice, who is confirmed; newbie, whose temporary "
    "password must be changed; nora, who must give an email with it; mia, who gets an SMS with the code "
    "123456; erin, by e-mail, and sam, who chooses between the two (by e-mail his code is 654321); tess, who "
    "has an authenticator with the secret JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP; seth, who must set one up; otto, "
    "without a password, who signs in by such a code alone (SMS 123456, e-mail 654321); "
    "quinn, with a custom challenge; uma, unconfirmed; rita, who must reset her password; dave, who "
    "is disabled. The password of newbie and nora is Temporary-1!, of all others Sandbox-1!. Confirmed users "
    "may sign in by email too. Clients: 5sandboxpublicclient0demo1; 6sandboxsecretclient0demo2, with a "
    "secret; "
    "7sandboxshortlived0client3, whose tokens live two seconds; 8sandboxrotating00client04, whose refresh "
    "tokens serve once; 3sandboxmachine0client0006, which signs in as itself; 2sandboxchoiceonly0client7, "
    "with choice-based sign-in alone; 4sandboxotherapp0client008, of another app. A second pool, "
    "us-east-1_Devices01 with the client 1sandboxdevices00client06, remembers the devices of dora, who gets "
    "an SMS with the code 123456. --print-seed shows all of it.\n\n"
    "LOGIN PAGES. /oauth2/authorize, /login, /oauth2/token, /oauth2/revoke, /oauth2/userInfo and /logout are "
    "those of a managed login, with a small form; /POOL-ID/.well-known/openid-configuration names them. "
    "Users "
    "who must answer a challenge cannot sign in there. The first client's callback address is "
    "http://localhost:8484/callback.\n\n"
    "APIS. /rest/hello behaves as API Gateway's REST API with a Cognito authorizer, which wants the ID "
    "token; "
    "/http/hello as its HTTP API with a JWT authorizer. Beside hello there are claims, which answers with "
    "what "
    "the token says; scoped, which wants the access token; orders, which wants a scope that no user has; "
    "/rest/signed wants AWS credentials. "
    "/graphql refuses as AppSync does, and answers any query with me (username, groups), echo (the query and "
    "its variables) and admin, which is for the group admins. All three take tokens of the first pool; /http "
    "refuses those of a client that is not in its audience. "
    "/echo answers with the request itself, /redirect?to=URL&status=307 leads away, /status/503 has that "
    "status, /slow?for=2s takes its time, /html is no JSON. The pool's keys are at "
    "/POOL-ID/.well-known/jwks.json.\n\n"
    "BROKEN APIS. Below /broken/FAULT/ the same APIs stand behind an authorizer that has one fault, for "
    "trying "
    "\"cauth probe\" and whatever else tests an API: /broken/alg-none/rest/hello. Faults are "
    "signature-ignored, "
    "alg-none, hs256-confusion, embedded-key, kid-ignored, expiry-ignored, issuer-ignored, aud-ignored, "
    "token-use-ignored, scope-ignored and header-optional.\n\n"
    "STEERING. POST /sandbox/mint with {\"like\": TOKEN, \"header\": {\"kid\": \"x\"}, \"claims\": "
    "{\"exp\": 1700000000}} answers with a really signed token like one of the sandbox's own, with these "
    "members changed. POST /sandbox/clock with {\"shift_seconds\": 3600} moves the sandbox's time, so that "
    "tokens "
    "and "
    "challenges end without waiting. POST /sandbox/faults with {\"where\": \"cognito\", \"kind\": "
    "\"throttled\", \"count\": 2} makes the next calls fail; kinds are throttled, internal-error, html, "
    "truncated, hang-up, unauthorized, firewall (AWS WAF), resource-policy (of the API) and risk (threat "
    "protection), and where is cognito, api or oauth (token, revoke and userInfo). GET /sandbox/messages "
    "shows the codes "
    "and passwords that would have been sent, /sandbox/operations how often each was called, /sandbox/health "
    "that it is up.\n\n"
    "SEED. A seed is a JSON object with an array pools, as --print-seed shows. A pool has id, "
    "password_policy "
    "(minimum_length, require_uppercase, require_lowercase, require_numbers, require_symbols, "
    "temporary_password_validity), required_attributes, alias_attributes, first_factors, "
    "auto_verified_attributes (a new "
    "value is sent a code), fixed_code (that code, always the same), confirms_at_once (registrations), "
    "remember_devices (off, always, opt-in), relying_party_id and "
    "user_verification (of passkeys: localhost, preferred), resource_servers (identifier, scopes), clients "
    "and users. A "
    "client has "
    "id, "
    "name, secret, callback_urls, logout_urls, oauth_flows (code, client_credentials), oauth_scopes, flows, "
    "id_token_validity, access_token_validity, refresh_token_validity, "
    "auth_session_validity, prevent_user_existence_errors, in_audience (of the API below /http: true) and "
    "rotation_grace, which turns rotation on. A "
    "user "
    "has username, sub, password, status (CONFIRMED, FORCE_CHANGE_PASSWORD, UNCONFIRMED, RESET_REQUIRED), "
    "enabled, attributes, groups, sms_mfa, sms_code, email_mfa, email_code, totp_secret, must_set_up_mfa and "
    "custom_challenge (name, "
    "parameters, "
    "answer). Only id and "
    "username must be there; lengths of time are like 2s or 1h30m. The first pool and its first client are "
    "the "
    "ones that the environment names. A name that is not known is an error.";

struct Sandbox : Command {
  void declare(Args& args) override {
    args.describe(kWhatSandboxDoes);
    args.option(port, "--port", "N", "the port to listen on; 0: a free one (9230)");
    args.option(bind, "--bind", "ADDRESS", "the address to listen on, for containers (127.0.0.1)");
    args.option(seed, "--seed", "FILE", "pools, clients and users as JSON").completes(Completion::file);
    args.option(public_url, "--public-url", "URL", "how clients reach the sandbox, when not at that address");
    args.option(issuer, "--issuer", "URL",
                "what tokens name as issuer, before /POOL-ID; self: the sandbox's address (AWS's own form)");
    args.flag(print_env, "--print-env", "print the environment for its clients as export lines");
    args.flag(print_seed, "--print-seed", "print the built-in seed, to begin one's own with, and end");
    args.flag(pass_env, "--pass-env",
              "leave the caller's own CAUTH_, COGNITO_ and AWS_ variables to COMMAND");
    args.rest(command, "COMMAND", "what to run with the environment set; its exit status is the sandbox's");
    args.example("run a test against it", "cauth sandbox --port 0 -- ./smoke.sh");
    args.example("try it in two terminals", "cauth sandbox");
    args.example("serve in the background of a script", "cauth sandbox --port 0 --print-env > sandbox.env &");
  }

  int run(Context& context) override {
    if (print_seed) {
      context.io().out.write(serve::sandbox_seed());
      return 0;
    }
    serve::SandboxOptions options;
    if (bind) options.bind = *bind;
    if (port) options.port = port_number();
    if (seed) options.seed = *seed;
    options.public_url = public_url;
    options.issuer = issuer;
    options.print_env = print_env;
    options.pass_env = pass_env;
    options.command = command;
    return serve::run_sandbox(options, context.io(), context.env(), context.clock(), context.random());
  }

 private:
  std::uint16_t port_number() const {
    const auto number = parse_number<std::uint16_t>(*port);
    if (!number) throw usage_error(fmt::format("\"{}\" is no port: 0 to 65535", *port));
    return *number;
  }

  std::optional<std::string> port, bind, seed, public_url, issuer;
  bool print_env = false, print_seed = false, pass_env = false;
  std::vector<std::string> command;
};

}  // namespace

CAUTH_COMMAND(sandbox, Sandbox)

}  // namespace cauth::cli
