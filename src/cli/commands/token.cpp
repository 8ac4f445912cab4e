#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

using jose::TokenUse;

// The variable that cauth itself reads such a token from; a refresh token has none.
std::string_view variable_for(TokenUse use) {
  if (use == TokenUse::refresh) {
    throw usage_error("a refresh token is printed raw or as json only",
                      "it goes to Cognito alone: no API takes it, and no variable holds it");
  }
  return use == TokenUse::id ? "CAUTH_ID_TOKEN" : "CAUTH_ACCESS_TOKEN";
}

struct Token : Command {
  std::optional<std::string> use, format, header_form;
  MinTtlOption min_ttl;

  void declare(Args& args) override {
    args.describe(
        "Prints a token of the session that lives for at least a minute, or for --min-ttl; one that ends "
        "sooner "
        "is renewed first. While it lives long enough there is no network traffic.\n\n"
        "CAUTH_TOKEN, or CAUTH_ID_TOKEN and CAUTH_ACCESS_TOKEN, beat the stored session; they are never "
        "renewed.");
    declare_session_choice(args);
    args.option(use, "--token-use", "KIND", "which token (default: the setting token_use, else the ID token)")
        .choices({"id", "access", "refresh"})
        .variable("CAUTH_TOKEN_USE");
    args.option(format, "--format", "FORM", "how it is printed (default: raw)")
        .choices({"raw", "header", "json", "env", "export", "github"});
    args.setting("auth_header");
    min_ttl.declare(args);
    args.example("call an API with curl, the token out of sight of other processes",
                 "curl -H @<(cauth token --format header) https://api.example.com/orders");
    args.example("put the token into a variable", "eval \"$(cauth token --format export)\"");
  }

  int run(Context& context) override {
    const auto wanted = wanted_use(context, use);
    if (wanted == TokenUse::refresh) {
      print_refresh_token(context);
      return 0;
    }
    session::Freshness freshness;
    freshness.use = wanted;
    freshness.at_least = min_ttl.value();
    print_token(context, fresh_token(context, freshness));
    return 0;
  }

 private:
  std::string_view form(Context& context) const {
    if (format) return *format;
    const bool json = context.globals().query || output_format(context, Format::text) == Format::json;
    return json ? "json" : "raw";
  }

  void print_token(Context& context, const ReadyToken& ready) const {
    const std::string_view how = form(context);
    if (how == "json") {
      Json object = Json::object();
      object["token"] = std::string(ready.token.text.reveal());
      object["token_use"] = std::string(jose::name_of(ready.use));
      if (ready.token.expires != TimePoint::max()) object["expires_at"] = format_rfc3339(ready.token.expires);
      object["username"] = ready.whose;
      print_json(context, object);
    } else if (how == "header") {
      print_header(context, ready.token.text);
    } else if (how == "raw") {
      print_line(context, "", ready.token.text);
    } else {
      print_assignment(context, how, variable_for(ready.use), ready.token.text);
    }
  }

  // What beats the stored session has no refresh token beside it: one of another session would be wrong.
  static void check_no_variable(const Environ& env) {
    for (const char* name : {"CAUTH_TOKEN", "CAUTH_ID_TOKEN", "CAUTH_ACCESS_TOKEN"}) {
      if (!env.get(name)) continue;
      throw Error(Category::action_needed,
                  fmt::format("{} beats the stored session, and brings no refresh token", name),
                  fmt::format("unset {} to use the stored session", name));
    }
  }

  // A refresh token is neither judged nor renewed: Cognito alone knows when it ends.
  void print_refresh_token(Context& context) const {
    const std::string_view how = form(context);
    if (how != "raw" && how != "json") variable_for(TokenUse::refresh);
    check_no_variable(context.env());
    const auto store = open_store(context);
    const session::SessionKey key = chosen_session(context, *store);
    const auto session = store->load(key);
    if (!session || !session->tokens.refresh) {
      throw Error(Category::action_needed,
                  fmt::format("there is no refresh token of \"{}\"", printable(key.username)),
                  "sign in with \"cauth login\"");
    }
    if (how == "raw") return print_line(context, "", *session->tokens.refresh);
    Json object = Json::object();
    object["token"] = std::string(session->tokens.refresh->reveal());
    object["token_use"] = "refresh";
    object["username"] = key.username;
    print_json(context, object);
  }

  static void print_json(Context& context, Json& object) {
    print_value(context, object);
    wipe(object);
  }

  static void print_line(Context& context, std::string_view before, const SecretString& token) {
    SecretString line(before);
    line.append(token.reveal());
    line.append("\n");
    context.io().out.write(line.reveal());
  }

  static void print_header(Context& context, const SecretString& token) {
    const bool raw = context.settings().get("auth_header") == "raw";
    print_line(context, raw ? "Authorization: " : "Authorization: Bearer ", token);
  }

  // A token's letters need no quotes in any shell (RFC 7515 section 3.1: base64url and dots).
  static void print_assignment(Context& context, std::string_view how, std::string_view variable,
                               const SecretString& token) {
    const std::string assignment = fmt::format("{}=", variable);
    if (how == "env") return print_line(context, assignment, token);
    if (how == "export") return print_line(context, "export " + assignment, token);
    // GitHub Actions: the mask is a line on standard output, variables for later steps go to a file.
    // (https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions)
    const auto file = context.env().get("GITHUB_ENV");
    if (!file) {
      throw usage_error("--format github works inside a GitHub Actions step only: GITHUB_ENV is not set");
    }
    print_line(context, "::add-mask::", token);
    SecretString line(assignment);
    line.append(token.reveal());
    line.append("\n");
    append_to_file(*file, line.reveal());
  }
};

}  // namespace

CAUTH_COMMAND(token, Token)

}  // namespace cauth::cli
