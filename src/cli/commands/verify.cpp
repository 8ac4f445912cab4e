#include "base/duration.hpp"
#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/time_option.hpp"
#include "cli/token_input.hpp"
#include "cli/token_lines.hpp"
#include "cli/verify_rules.hpp"
#include "cli/verify_stream.hpp"
#include "jose/token.hpp"
#include "jose/verifier.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

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
  value["token_use"] = payload.value("token_use", Json());
  value["expires_at"] = format_rfc3339(expires);
  value["expires_in"] = (unix_seconds(expires) - unix_seconds(now)).count();
  value["header"] = verification.token->header;
  value["payload"] = payload;
  return value;
}

std::string sentence_of(const jose::Verification& verification, TimePoint now) {
  if (!verification.verdict) return sentence_of_refused(verification.verdict);
  const Json& payload = verification.token->payload;
  const auto user = string_member_or(payload, "cognito:username", string_member_or(payload, "username", ""));
  return sentence_of_valid(string_member_or(payload, "token_use", ""), user,
                           *jose::time_claim(payload, "exp"), now);
}

struct Verify : Command {
  void declare(Args& args) override {
    args.positional(token_, "TOKEN", "the token, or - for standard input");
    rules_.declare(args);
    at_.declare(args, "judge as of this moment");
    lines_.declare(args);
    describe(args);
  }

  int run(Context& context) override {
    const TimePoint now = at_.or_now(context);
    PeekedSource in(context.io().in);
    if (lines_.is_stream(context, token_, in)) return verify_stream(context, rules_, in, lines_.field, now);
    const TokenInput input = read_token(context, token_, rules_.policy().token_use, in);
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
        "issued_in_future, missing_scope and missing_group; the first rule that fails gives it.\n"
        "\n"
        "Several tokens on standard input, one a line, are a stream: all cores work on it, and a verdict a "
        "line "
        "comes out in the same order, as JSON (valid, token_use, kid and payload, or valid, reason, message "
        "and "
        "kid) or with --output text as a sentence. The status is 0 when all are valid. --stream says that it "
        "is "
        "one, where that cannot be seen, and --field takes the token out of lines of JSON.\n"
        "\n"
        "--user-pool-id and --client-id may stand several times. --as applies the rules of a service of AWS: "
        "apigw-rest looks at no client and wants the ID token, or with --scope the access token; apigw-http "
        "and "
        "appsync take both; identity-pool wants the ID token. --issuer with --jwks-uri or --jwks verifies "
        "tokens of an issuer that is no user pool, which has to be named here.");
    args.example("Check a token against the pool and client of the profile", "cauth verify eyJraWQiOi…");
    args.example("Check an access token without the network, with keys kept in a file",
                 "cauth verify --jwks jwks.json --user-pool-id eu-west-1_AbCdEfGhI "
                 "--client-id 5d0v53044ojq2m8bft29hav0v1 --token-use access --scope orders/read <token.txt");
    args.example("Check the tokens in a log, where each line is JSON",
                 "cauth verify --field auth.token <log.jsonl");
  }

  jose::Verification judge(Context& context, const TokenInput& input, TimePoint now) {
    const auto token = input.text.reveal();
    // Garbage is a clear no, whatever the settings lack.
    const auto decoded = jose::decode_token(token);
    if (!decoded.token) {
      return {.verdict = {.reason = decoded.reason, .message = decoded.problem}, .token = std::nullopt};
    }
    rules_.settle(context, input.session, &decoded.token->payload);
    return jose::verify(token, rules_.policy(), rules_.keys(), now);
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

  std::optional<std::string> token_;
  StreamOptions lines_;
  VerifyRules rules_;
  TimeOption at_;
};

}  // namespace

CAUTH_COMMAND(verify, Verify)

}  // namespace cauth::cli
