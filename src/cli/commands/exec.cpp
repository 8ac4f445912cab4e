#include "base/error.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "cli/child_program.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using jose::TokenUse;

// What a variable of the program holds.
struct Outlet {
  std::string variable;
  std::optional<TokenUse> use;  // nothing: the value of an Authorization header
};

bool is_variable_name(std::string_view name) {
  const auto fits = [](char character) {
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
           (character >= '0' && character <= '9') || character == '_';
  };
  return !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
         std::all_of(name.begin(), name.end(), fits);
}

Outlet parse_outlet(const std::string& text) {
  const auto halves = split_once(text, '=');
  const std::string_view what = halves ? halves->after : std::string_view();
  if (!halves || !is_variable_name(halves->before) ||
      (what != "id" && what != "access" && what != "authorization")) {
    throw usage_error(fmt::format("--env \"{}\" does not say which variable gets what", printable(text)),
                      "write NAME=id, NAME=access or NAME=authorization");
  }
  return {.variable = std::string(halves->before), .use = jose::token_use_named(what)};
}

struct Exec : Command {
  std::vector<Outlet> outlets;
  std::optional<std::string> use;
  MinTtlOption min_ttl;
  bool pass_env = false;
  std::vector<std::string> command;

  void declare(Args& args) override {
    args.describe(
        "Runs a program with the session's tokens in its environment: CAUTH_ID_TOKEN, CAUTH_ACCESS_TOKEN "
        "and CAUTH_AUTHORIZATION, which holds what belongs into an Authorization header. cauth becomes the "
        "program: signals reach it, its exit status is the one you get, and 127 or 126 say that it cannot "
        "be run, as in a shell.\n\n"
        "The tokens live for at least --min-ttl and are not renewed while the program runs: for a long one "
        "use \"cauth proxy\", or call \"cauth token\" from within. Other users cannot read a program's "
        "environment, but everything that it starts inherits it.\n\n"
        "cauth's own secrets, such as CAUTH_PASSWORD, are left out of the environment.");
    declare_session_choice(args);
    args.each("--env", "NAME=WHAT", "variable to set instead of these three, to id, access or authorization",
              [this](const std::string& text) { outlets.push_back(parse_outlet(text)); })
        .repeatable = true;
    args.option(use, "--token-use", "KIND",
                "token of the authorization (default: the setting token_use, else the ID token)")
        .choices({"id", "access"})
        .variable("CAUTH_TOKEN_USE");
    args.setting("auth_header");
    min_ttl.declare(args);
    args.flag(pass_env, "--pass-env", "leave cauth's own secret variables in the environment");
    args.rest(command, "COMMAND", "what to run with the tokens in its environment");
    args.example("a test suite that reads the token from the environment", "cauth exec -- pytest tests/api");
    args.example("another HTTP tool, under the name that it knows",
                 "cauth exec --env HURL_VARIABLE_token=access -- hurl --test orders.hurl");
  }

  int run(Context& context) override {
    if (command.empty()) throw usage_error("no program to run", "cauth exec -- PROGRAM ARGUMENT…");
    Variables tokens = outlets.empty() ? usual_variables(context) : Variables();
    for (const auto& outlet : outlets) tokens[outlet.variable] = value_of(context, outlet);
    const auto environment = child_environment(context.env(), pass_env, tokens);
    return run_or_say_why(context, [&]() -> int { replace_process(command, environment); });
  }

 private:
  ReadyToken token(Context& context, std::optional<TokenUse> kind) const {
    return fresh_token(context, {.use = kind, .at_least = min_ttl.value()});
  }

  static std::string authorization(Context& context, const ReadyToken& ready) {
    const bool raw = context.settings().get("auth_header") == "raw";
    return (raw ? "" : "Bearer ") + std::string(ready.token.text.reveal());
  }

  std::string value_of(Context& context, const Outlet& outlet) const {
    if (outlet.use) return std::string(token(context, outlet.use).token.text.reveal());
    return authorization(context, token(context, wanted_use(context, use)));
  }

  // Where there is but one of both kinds, as in the session of a machine, there is but one variable.
  Variables usual_variables(Context& context) const {
    Variables tokens;
    const auto add = [&tokens](const ReadyToken& ready) {
      tokens[ready.use == TokenUse::id ? "CAUTH_ID_TOKEN" : "CAUTH_ACCESS_TOKEN"] = ready.token.text.reveal();
    };
    const ReadyToken usual = token(context, wanted_use(context, use));
    add(usual);
    if (const auto other = other_token(context, usual, min_ttl.value())) add(*other);
    tokens["CAUTH_AUTHORIZATION"] = authorization(context, usual);
    return tokens;
  }
};

}  // namespace

CAUTH_COMMAND(exec, Exec)

}  // namespace cauth::cli
