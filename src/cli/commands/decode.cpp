#include "base/error.hpp"
#include "base/json_query.hpp"
#include "base/line_blocks.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/decode_view.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"
#include "cli/token_input.hpp"
#include "cli/token_lines.hpp"
#include "jose/token.hpp"
#include "jose/tokens.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

struct Decode : Command {
  void declare(Args& args) override {
    args.positional(tokens_, "TOKEN", "the token, or - for standard input");
    args.flag(diff_, "--diff", "show what is different in the second of two tokens");
    lines_.declare(args);
    args.each("--token-use", "KIND", "which of the session's tokens to show",
              [this](const std::string& kind) { use_ = jose::token_use_named(kind); })
        .choices({"id", "access"});
    declare_session_choice(args);
    at_.declare(args, "tell the time that is left as of this moment");
    args.describe(
        "Shows what a token says: its header, its claims, and the times in it in a form for people. It never "
        "needs the network, and it does not check the signature: anybody can write such a token. `cauth "
        "verify` "
        "checks it.\n"
        "\n"
        "Without TOKEN it reads standard input when that is a pipe or a file, and otherwise takes the "
        "session's "
        "own token as it is stored. On a terminal it prints text, "
        "elsewhere JSON with the members header, payload, signature_checked, token_use, expires_at and "
        "expires_in (seconds; negative once it has expired).\n"
        "\n"
        "Several tokens on standard input, one a line, come out as a line of JSON each (with the member "
        "error "
        "where it is no token, and status 2 at the end); --diff shows which claims two tokens do not share.\n"
        "\n"
        "Of a refresh token, which is encrypted for Cognito alone, only the header can be shown.");
    args.example("Look at a token", "cauth decode eyJraWQiOi…");
    args.example("Look at the session's own ID token", "cauth decode");
    args.example("What a renewal changed", "cauth decode --diff \"$old\" \"$(cauth token)\"");
    args.example("The user of a token, in a script",
                 "cauth decode --query payload.sub --output text <token.txt");
  }

  int run(Context& context) override {
    if (diff_) return show_difference(context);
    if (tokens_.size() > 1) throw usage_error("there is more than one token", "--diff compares two");
    PeekedSource in(context.io().in);
    const auto typed = tokens_.empty() ? std::nullopt : std::optional(tokens_.front());
    if (lines_.is_stream(context, typed, in)) return show_stream(context, in);
    const auto input = read_token(context, typed, use_, in);
    const auto decoded = jose::decode_token(input.text.reveal());
    if (decoded.reason == jose::Reason::encrypted_token) return show_encrypted(context, decoded);
    if (!decoded.token) throw no_token(decoded, input.text.reveal());
    show(context, *decoded.token, at_.or_now(context));
    context.note("the signature was not checked; `cauth verify` checks it");
    return 0;
  }

 private:
  static bool for_people(Context& context) {
    const Format usual = context.io().out_is_terminal ? Format::text : Format::json;
    return output_format(context, usual) == Format::text && !context.globals().query;
  }

  static Error no_token(const jose::DecodeResult& decoded, std::string_view text) {
    return usage_error("this is not a token: " + decoded.problem, hint_for_no_token(text));
  }

  static void show(Context& context, const jose::DecodedToken& token, TimePoint now) {
    if (!for_people(context)) return print_value(context, value_of_token(token, now));
    std::string text = text_section("header", token.header, now) + text_section("claims", token.payload, now);
    if (context.io().out_is_terminal) text += life_bar(token.payload, now);
    context.io().out.write(text);
  }

  // One of them may come from standard input.
  int show_difference(Context& context) const {
    if (tokens_.size() != 2) {
      throw usage_error("--diff compares two tokens", "cauth decode --diff OLD NEW; one of them may be -");
    }
    std::vector<jose::DecodedToken> tokens;
    std::vector<SecretString> texts;
    for (const auto& typed : tokens_) {
      texts.push_back(std::move(read_token(context, typed, use_).text));
      auto decoded = jose::decode_token(texts.back().reveal());
      if (!decoded.token) throw no_token(decoded, texts.back().reveal());
      tokens.push_back(*std::move(decoded.token));
    }
    const Json difference = difference_of(tokens[0], tokens[1]);
    if (!for_people(context)) {
      print_value(context, difference);
    } else {
      context.io().out.write(text_of_difference(difference, at_.or_now(context)));
    }
    return 0;
  }

  // A line of JSON for each, whatever --output says: only JSON keeps a token on one line.
  int show_stream(Context& context, Source& in) const {
    const TimePoint now = at_.or_now(context);
    LineBlocks blocks(in, lines_.field ? kLongestJsonLine : jose::kLargestToken);
    bool all_good = true;
    while (const auto block = blocks.next()) {
      for (const auto line : lines_of(*block)) {
        const Json value = value_of_line(line, now);
        all_good = all_good && !value.contains("error");
        context.io().out.write(json_text(queried(context, value)) + '\n');
      }
    }
    return all_good ? 0 : exit_code(usage_error(""));
  }

  Json value_of_line(std::string_view line, TimePoint now) const {
    const TokenInLine found = lines_.field ? token_in_json(line, *lines_.field)
                                           : TokenInLine{.token = std::string(line), .problem = ""};
    if (!found.token) return {{"error", found.problem}};
    const auto decoded = jose::decode_token(*found.token);
    if (decoded.token) return value_of_token(*decoded.token, now);
    return {{"error", "this is not a token: " + decoded.problem}};
  }

  static Json queried(Context& context, const Json& value) {
    return context.globals().query ? query(value, *context.globals().query) : value;
  }

  static int show_encrypted(Context& context, const jose::DecodeResult& decoded) {
    if (for_people(context)) {
      context.io().out.write(text_section("header", decoded.encrypted_header, {}));
    } else {
      print_value(context, {{"header", decoded.encrypted_header}, {"encrypted", true}});
    }
    context.note("only its header can be shown: " + decoded.problem);
    return 0;
  }

  std::vector<std::string> tokens_;
  bool diff_ = false;
  StreamOptions lines_;
  std::optional<jose::TokenUse> use_;
  TimeOption at_;
};

}  // namespace

CAUTH_COMMAND(decode, Decode)

}  // namespace cauth::cli
