#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"
#include "cli/token_input.hpp"
#include "jose/token.hpp"
#include "jose/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

// A claim is shown whole: the longest token fits.
constexpr std::size_t kLongestValue = jose::kLargestToken;

// "1795237200", "alice", ["admins"]: a string without its quotes, nothing that moves the cursor.
std::string shown(const Json& value) {
  return printable(value.is_string() ? value.get<std::string>() : json_text(value), kLongestValue);
}

std::string with_readable_time(const Json& object, const std::string& name, TimePoint now) {
  const auto time = name == "exp" || name == "iat" || name == "nbf" || name == "auth_time"
                        ? jose::time_claim(object, name)
                        : std::nullopt;
  std::string text = shown(object[name]);
  if (time) text += fmt::format("  {}  {}", format_utc(*time), format_local(*time));
  if (time && name == "exp") text += "  " + format_expiry(*time, now);
  return text;
}

std::string section(std::string_view title, const Json& object, TimePoint now) {
  std::size_t width = 0;
  for (const auto& member : object.items()) width = std::max(width, member.key().size());
  std::string text = fmt::format("{}\n", title);
  for (const auto& member : object.items()) {
    text += fmt::format("  {:{}}  {}\n", printable(member.key()), width,
                        with_readable_time(object, member.key(), now));
  }
  return text;
}

Json value_of(const jose::DecodedToken& token, TimePoint now) {
  Json value = {{"header", token.header}, {"payload", token.payload}, {"signature_checked", false}};
  value["token_use"] = token.payload.value("token_use", Json());
  const auto expires = jose::time_claim(token.payload, "exp");
  value["expires_at"] = expires ? Json(format_rfc3339(*expires)) : Json();
  value["expires_in"] = expires ? Json((unix_seconds(*expires) - unix_seconds(now)).count()) : Json();
  return value;
}

struct Decode : Command {
  void declare(Args& args) override {
    args.positional(token_, "TOKEN", "the token, or - for standard input");
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
        "Of a refresh token, which is encrypted for Cognito alone, only the header can be shown.");
    args.example("Look at a token", "cauth decode eyJraWQiOi…");
    args.example("Look at the session's own ID token", "cauth decode");
    args.example("The user of a token, in a script",
                 "cauth decode --query payload.sub --output text <token.txt");
  }

  int run(Context& context) override {
    const auto input = read_token(context, token_, use_);
    const auto decoded = jose::decode_token(input.text.reveal());
    if (decoded.reason == jose::Reason::encrypted_token) return show_encrypted(context, decoded);
    if (!decoded.token) {
      throw usage_error("this is not a token: " + decoded.problem, hint_for_no_token(input.text.reveal()));
    }
    show(context, *decoded.token, at_.or_now(context));
    context.note("the signature was not checked; `cauth verify` checks it");
    return 0;
  }

 private:
  static bool for_people(Context& context) {
    const Format usual = context.io().out_is_terminal ? Format::text : Format::json;
    return output_format(context, usual) == Format::text && !context.globals().query;
  }

  static void show(Context& context, const jose::DecodedToken& token, TimePoint now) {
    if (!for_people(context)) return print_value(context, value_of(token, now));
    context.io().out.write(section("header", token.header, now) + section("claims", token.payload, now));
  }

  static int show_encrypted(Context& context, const jose::DecodeResult& decoded) {
    if (for_people(context)) {
      context.io().out.write(section("header", decoded.encrypted_header, {}));
    } else {
      print_value(context, {{"header", decoded.encrypted_header}, {"encrypted", true}});
    }
    context.note("only its header can be shown: " + decoded.problem);
    return 0;
  }

  std::optional<std::string> token_;
  std::optional<jose::TokenUse> use_;
  TimeOption at_;
};

}  // namespace

CAUTH_COMMAND(decode, Decode)

}  // namespace cauth::cli
