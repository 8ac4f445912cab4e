#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"
#include "cli/token_input.hpp"
#include "cognito/pool.hpp"
#include "jose/verifier.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

// The claim that names the app client, whichever kind of token it is.
std::string client_of(const Json& payload) {
  return string_member_or(payload, "aud", string_member_or(payload, "client_id", ""));
}

// The options to type for a token whose pool nobody named. It is the user who says that they are right.
std::string line_for(const Json& payload) {
  const auto pool = cognito::pool_of_issuer(string_member_or(payload, "iss", ""));
  if (!pool) return "give --user-pool-id and --client-id, or set them in the profile";
  const std::string client = client_of(payload);
  return fmt::format("if that is the pool you trust: cauth verify --user-pool-id {} --client-id {} …", *pool,
                     client.empty() ? "ID" : printable(client));
}

Json value_of(const jose::Verification& verification, TimePoint now) {
  const auto& verdict = verification.verdict;
  Json value = {{"valid", static_cast<bool>(verdict)}};
  if (!verdict) {
    value["reason"] = jose::code_of(verdict.reason);
    value["message"] = verdict.message;
    return value;
  }
  const Json& payload = verification.token->payload;
  const TimePoint expires = *jose::time_claim(payload, "exp");
  value["token_use"] = payload["token_use"];
  value["expires_at"] = format_rfc3339(expires);
  value["expires_in"] = (unix_seconds(expires) - unix_seconds(now)).count();
  value["header"] = verification.token->header;
  value["payload"] = payload;
  return value;
}

std::string sentence_of(const jose::Verification& verification, TimePoint now) {
  const auto& verdict = verification.verdict;
  if (!verdict) return fmt::format("not valid ({}): {}", jose::code_of(verdict.reason), verdict.message);
  const Json& payload = verification.token->payload;
  const auto user = string_member_or(payload, "cognito:username", string_member_or(payload, "username", ""));
  return fmt::format("valid: {} token{}{}, {}", string_member_or(payload, "token_use", ""),
                     user.empty() ? "" : " of ", printable(user),
                     format_expiry(*jose::time_claim(payload, "exp"), now));
}

struct Verify : Command {
  void declare(Args& args) override {
    args.positional(token_, "TOKEN", "the token, or - for standard input");
    // Not --scope: here it says what the token must allow.
    for (const char* name : {"username", "user_pool_id", "client_id"}) args.setting(name);
    args.flag(policy_.any_client, "--any-client", "accept tokens of every app client of the pool");
    args.option(policy_.issuers, "--issuer", "URL", "accept this issuer alone (default: the pool's two)");
    args.each("--token-use", "KIND", "accept this kind of token alone",
              [this](const std::string& kind) { policy_.token_use = jose::token_use_named(kind); })
        .choices({"id", "access"});
    args.option(policy_.scopes, "--scope", "SCOPE", "want this scope, or one of several");
    args.option(policy_.groups, "--group", "GROUP", "want this group, or one of several");
    args.each("--leeway", "DURATION", "how far the clocks may differ (default: 0s)",
              [this](const std::string& text) { set_leeway(text); });
    at_.declare(args, "judge as of this moment");
    args.option(jwks_file_, "--jwks", "FILE", "take the keys from a JWK set instead of the pool")
        .completes(Completion::file);
    describe(args);
  }

  int run(Context& context) override {
    const TokenInput input = read_token(context, token_, policy_.token_use);
    const TimePoint now = at_.or_now(context);
    const auto verification = judge(context, input, now);
    print(context, verification, now);
    return verification.verdict ? 0 : 1;
  }

 private:
  static void describe(Args& args) {
    args.describe(
        "Checks a token: its signature with the pool's keys, who issued it, what kind it is, for which app "
        "client, and whether it has expired. Ends with status 0 when it is valid and 1 when it is not, also "
        "for what is no token at all.\n"
        "\n"
        "The keys are the pool's own, fetched when they are needed and kept for a day, or those of --jwks "
        "FILE. "
        "The pool is the one you name: what the token says only has to agree.\n"
        "\n"
        "Without TOKEN it reads standard input when that is a pipe or a file, and otherwise takes the "
        "session's "
        "own token. On a terminal it prints one "
        "line, elsewhere JSON: valid; of a good token token_use, expires_at, expires_in, header and payload; "
        "of "
        "a bad one reason and message. The reasons are too_large, malformed, encrypted_token, "
        "alg_not_allowed, critical_header, wrong_issuer, unknown_kid, weak_key, key_not_for_this, "
        "bad_signature, invalid_claim, wrong_token_use, wrong_client, expired, not_yet_valid, "
        "issued_in_future, missing_scope and missing_group; the first rule that fails gives it.");
    args.example("Check a token against the pool and client of the profile", "cauth verify eyJraWQiOi…");
    args.example("Check an access token without the network, with keys kept in a file",
                 "cauth verify --jwks jwks.json --user-pool-id eu-west-1_AbCdEfGhI "
                 "--client-id 5d0v53044ojq2m8bft29hav0v1 --token-use access --scope orders/read <token.txt");
  }

  void set_leeway(const std::string& text) {
    const auto leeway = parse_duration(text);
    if (!leeway) {
      throw usage_error(fmt::format("\"{}\" is no duration", printable(text)), "write it like 30s or 5m");
    }
    policy_.leeway = std::chrono::duration_cast<std::chrono::seconds>(*leeway);
  }

  jose::Verification judge(Context& context, const TokenInput& input, TimePoint now) {
    const auto token = input.text.reveal();
    // Garbage is a clear no, whatever the settings lack.
    const auto decoded = jose::decode_token(token);
    if (!decoded.token) {
      return {.verdict = {.reason = decoded.reason, .message = decoded.problem}, .token = std::nullopt};
    }
    const auto pool = pool_named(context, input, decoded.token->payload);
    name_client(context, input, decoded.token->payload);
    return jose::verify(token, policy_, *key_source(context, pool), now);
  }

  // Settles the issuers. A pool is needed for its keys, or where no issuer is named.
  std::optional<cognito::PoolId> pool_named(Context& context, const TokenInput& input, const Json& payload) {
    auto id = context.settings().get("user_pool_id");
    // One's own session is of a pool that the user signed in to.
    if (!id && input.session) id = input.session->user_pool_id;
    if (!id && policy_.issuers.size() == 1) id = cognito::pool_of_issuer(policy_.issuers.front());
    if (!id && jwks_file_ && !policy_.issuers.empty()) return std::nullopt;
    if (!id) throw usage_error("it is not known which user pool the token must be of", line_for(payload));
    auto pool = cognito::parse_pool_id(*id);
    const auto issuers = cognito::issuers_of(pool, context.settings().get("endpoint_url"));
    if (policy_.issuers.empty()) policy_.issuers = issuers;
    if (!jwks_file_) check_issuers(pool, issuers);
    return pool;
  }

  // Keys are fetched from the pool's own addresses alone.
  void check_issuers(const cognito::PoolId& pool, const std::vector<std::string>& issuers) const {
    for (const auto& issuer : policy_.issuers) {
      if (std::find(issuers.begin(), issuers.end(), issuer) != issuers.end()) continue;
      throw usage_error(fmt::format("\"{}\" is no issuer of the user pool {}", printable(issuer), pool.text),
                        fmt::format("its issuers are {}; keys of others can be given with --jwks FILE",
                                    join(issuers, " and ")));
    }
  }

  void name_client(Context& context, const TokenInput& input, const Json& payload) {
    if (policy_.any_client) return;
    auto client = context.settings().get("client_id");
    if (!client && input.session) client = input.session->client_id;
    if (!client) {
      throw usage_error("it is not known which app client the token must be for",
                        fmt::format("give --client-id (the token says \"{}\"), or --any-client",
                                    printable(client_of(payload))));
    }
    policy_.clients = {cognito::check_client_id(*client)};
  }

  std::unique_ptr<jose::KeySource> key_source(Context& context,
                                              const std::optional<cognito::PoolId>& pool) const {
    if (!jwks_file_) return std::make_unique<cognito::JwksCache>(jwks_cache(context, *pool));
    return std::make_unique<jose::KeySet>(jose::KeySet::parse(read_file(*jwks_file_, jose::kLargestKeySet)));
  }

  static void print(Context& context, const jose::Verification& verification, TimePoint now) {
    const Format usual = context.io().out_is_terminal ? Format::text : Format::json;
    const std::string sentence = sentence_of(verification, now);
    if (output_format(context, usual) == Format::text && !context.globals().query) {
      context.io().out.write(sentence + '\n');
      return;
    }
    print_value(context, value_of(verification, now), usual);
    // For a script that threw the output away, and its log.
    if (!verification.verdict) context.note("the token is " + sentence);
  }

  std::optional<std::string> token_, jwks_file_;
  jose::Policy policy_;
  TimeOption at_;
};

}  // namespace

CAUTH_COMMAND(verify, Verify)

}  // namespace cauth::cli
