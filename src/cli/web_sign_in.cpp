#include "cli/web_sign_in.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/id_token_check.hpp"
#include "cli/login_pages.hpp"
#include "cli/sessions.hpp"
#include "cognito/pool.hpp"
#include "jose/token.hpp"
#include "oauth/authorize.hpp"
#include "oauth/redirect.hpp"
#include "serve/serve.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

// What the sign-in is for, and what ties its answer to it.
struct Request {
  SignIn sign_in;
  std::string domain;
  oauth::Proof proof;
};

// What the browser brought, and where it brought it.
struct Arrival {
  std::string redirect_uri;
  std::optional<SecretString> code;
};

SignIn place_and_client(Context& context) {
  const session::Settings& settings = context.settings();
  SignIn sign_in;
  sign_in.client_id = cognito::check_client_id(settings.require("client_id"));
  sign_in.user_pool_id = settings.get("user_pool_id").value_or("");
  sign_in.place = place_of_settings(context);
  return sign_in;
}

Request make_request(Context& context) {
  SignIn sign_in = place_and_client(context);
  std::string domain = login_domain(context, sign_in.place);
  return {.sign_in = std::move(sign_in),
          .domain = std::move(domain),
          .proof = oauth::make_proof(context.random())};
}

std::vector<std::string> redirect_uris(const session::Settings& settings) {
  const std::string listed = settings.get("redirect_uri").value_or(kDefaultRedirectUri);
  std::vector<std::string> uris;
  for (const auto uri : split_words(listed)) uris.emplace_back(uri);
  if (uris.empty())
    throw usage_error("the redirect URI is empty", "leave it out, or name one of the client's");
  return uris;
}

std::string address_for_browser(Context& context, const WebOptions& options, const Request& request,
                                const std::string& redirect_uri) {
  return oauth::authorize_url(request.domain,
                              {.client_id = request.sign_in.client_id,
                               .redirect_uri = redirect_uri,
                               .scopes = context.settings().get("scope").value_or(""),
                               .state = request.proof.state,
                               .nonce = request.proof.nonce,
                               .code_challenge = oauth::challenge_of(request.proof.verifier.reveal()),
                               .identity_provider = options.identity_provider,
                               .login_hint = context.settings().get("username"),
                               .prompt = options.prompt});
}

std::string line_with_address(Context& context) {
  constexpr std::string_view kQuestion = "Address that the browser ended at: ";
  if (context.io().in_is_data) return read_all(context.io().in, oauth::kLongestRedirect, "standard input");
  if (context.may_ask()) return context.terminal().ask(kQuestion);
  throw Error(Category::action_needed, "nobody is there to paste the address that the browser ended at",
              "write it to standard input");
}

Arrival wait_for_paste(Context& context, const WebOptions& options, const Request& request) {
  Arrival arrival{.redirect_uri = redirect_uris(context.settings()).front(), .code = {}};
  context.note("sign in at this address, on any machine, and paste the address that the browser ends at:");
  context.io().err.write(address_for_browser(context, options, request, arrival.redirect_uri) + '\n');
  const SecretString line = SecretString::take(line_with_address(context));
  arrival.code = oauth::code_in(oauth::query_of_pasted(line.reveal()), request.proof.state);
  if (!arrival.code) {
    throw usage_error("that is no answer to this sign-in",
                      fmt::format("it begins with {} and has code and state in it", arrival.redirect_uri));
  }
  return arrival;
}

// The thread of the listener judges; what it found is looked at after it has ended.
class Judge {
 public:
  explicit Judge(std::string state) : state_(std::move(state)) {}

  serve::Landing judge(std::string_view query) {
    try {
      code = oauth::code_in(query, state_);
      return code ? serve::Landing::good : serve::Landing::not_ours;
    } catch (const Error& error) {
      // For the terminal to say.
      refusal = error;
      return serve::Landing::bad;
    }
  }
  std::optional<SecretString> code;
  std::optional<Error> refusal;

 private:
  std::string state_;
};

Error nobody_came(const WebOptions& options, const std::string& redirect_uri) {
  return {
      Category::action_needed,
      fmt::format("no answer came from the browser within {}", options.browser.timeout_text()),
      fmt::format("where the browser shows an error such as redirect_mismatch, add {} to the app client's "
                  "callback URLs",
                  redirect_uri)};
}

Arrival wait_for_browser(Context& context, const WebOptions& options, const Request& request) {
  Arrival arrival;
  Judge judge(request.proof.state);
  const auto send_off = [&](const std::string& uri) {
    arrival.redirect_uri = uri;
    send_browser(context, options.browser, "sign in", address_for_browser(context, options, request, uri));
  };
  const bool came =
      serve::receive_redirect({.uris = redirect_uris(context.settings()),
                               .ready = send_off,
                               .judge = [&](std::string_view query) { return judge.judge(query); },
                               .done = "cauth has the answer",
                               .deadline = context.clock().now() + options.browser.timeout});
  if (judge.refusal) throw Error(*judge.refusal);
  if (!came || !judge.code) throw nobody_came(options, arrival.redirect_uri);
  arrival.code = std::move(judge.code);
  return arrival;
}

// A browser that is signed in already may have answered for somebody else.
void settle_alias(Context& context, const jose::Tokens& tokens, SignIn& sign_in) {
  const auto typed = context.settings().get("username");
  const auto decoded = jose::decode_token(tokens.id ? tokens.id->text.reveal() : "");
  if (!typed || !decoded.token) return;
  constexpr std::array kNames = {"cognito:username", "email", "phone_number", "preferred_username"};
  const bool is_theirs = std::any_of(kNames.begin(), kNames.end(), [&](const char* name) {
    return string_member_or(decoded.token->payload, name, "") == *typed;
  });
  if (is_theirs) {
    sign_in.alias = *typed;
  } else {
    context.warn(fmt::format("the browser signed in somebody else than \"{}\"; --prompt login makes it ask",
                             printable(*typed)));
  }
}

}  // namespace

void WebOptions::declare(Args& args) {
  args.flag(web, "--web", "sign in with the browser, on the pool's login pages");
  args.setting("redirect_uri");
  args.setting("domain");
  args.flag(paste, "--paste",
            "with --web: ask for the address that the browser ended at, and listen nowhere");
  args.option(identity_provider, "--identity-provider", "NAME",
              "with --web: straight to this one, such as Google");
  args.option(prompt, "--prompt", "WHAT",
              "with --web: what the pages ask a browser that is signed in already")
      .choices({"login", "none", "select_account", "consent"});
  browser.declare(args);
}

void WebOptions::check() const {
  if (web || !(paste || browser.no_browser || identity_provider || prompt)) return;
  throw usage_error("--paste, --no-browser, --identity-provider and --prompt belong to --web", "add --web");
}

int sign_in_by_web(Context& context, const WebOptions& options, const EndOptions& end) {
  if (!end.no_store) open_store(context)->check_writable();
  Request request = make_request(context);
  const Arrival arrival =
      options.paste ? wait_for_paste(context, options, request) : wait_for_browser(context, options, request);
  oauth::TokenEndpoint endpoint = token_endpoint(context, request.domain, request.sign_in.client_id);
  jose::Tokens tokens = endpoint.exchange_code(*arrival.code, arrival.redirect_uri, request.proof.verifier);
  request.sign_in.client_secret = secret_that_worked(context, endpoint.used_other_secret());
  check_id_token(context, tokens, request.sign_in, request.proof.nonce);
  settle_alias(context, tokens, request.sign_in);
  session::Session session = make_session(context, request.sign_in, std::move(tokens), {});
  session.key.scopes = session::normal_scopes(context.settings().get("scope").value_or(""));
  session.domain = request.domain;
  if (!end.no_store) keep_session(context, session);
  tell_signed_in(context, end, session);
  return 0;
}

}  // namespace cauth::cli
