#include "cli/account.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/client_metadata.hpp"
#include "cli/output.hpp"
#include "cli/secret_option.hpp"
#include "cli/service.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cli {
namespace {

constexpr std::string_view kCode = "CONFIRMATION_CODE";

bool is_wrong_code(const Error& error) {
  return error.code == "CodeMismatchException";
}

}  // namespace

void AccountOptions::declare(Args& args) {
  args.option(username, "--username", "NAME", "whose account it is");
  for (const char* name : {"user_pool_id", "client_id", "client_metadata"}) args.setting(name);
}

std::string AccountOptions::user(Context& context) const {
  if (username && !username->empty()) return *username;
  if (!context.may_ask()) throw usage_error("whose account? --username is missing");
  std::string name(trim(context.terminal().ask("Username: ")));
  if (name.empty()) throw usage_error("no username was typed");
  return name;
}

AccountAccess::AccountAccess(Context& context)
    : client_(context.http(), context.clock(), context.random(), user_pool_service(context)),
      api_(client_, app_client(context), read_client_metadata(context)) {}

void CodeOption::declare(Args& args) {
  args.option(code, "--code", "CODE", "the code that was sent");
  args.flag(from_stdin, "--code-stdin", "read the code from standard input");
}

void CodeOption::give_to(Prompter& prompter, Context& context) const {
  if (code && from_stdin) throw usage_error("the code is given in more than one way");
  if (code) prompter.give(std::string(kCode), SecretString(trim(*code)));
  if (from_stdin) {
    prompter.give(std::string(kCode), [&context] { return read_secret_from_stdin(context, "code"); });
  }
}

bool with_code(Context& context, Prompter& prompter, const std::function<void(const SecretString&)>& use) {
  constexpr int kTries = 3;
  for (int left = kTries - 1;; --left) {
    const auto code = prompter.get({.key = std::string(kCode), .prompt = "Code"});
    if (!code || trim(code->reveal()).empty()) return false;
    try {
      use(SecretString(trim(code->reveal())));
      return true;
    } catch (const Error& error) {
      // A person may have mistyped it; a script has no other.
      if (!is_wrong_code(error) || left == 0 || !context.may_ask()) throw;
      context.note(printable(error.service_message));
    }
  }
}

cognito::Attributes read_attributes(const std::vector<std::string>& typed) {
  cognito::Attributes attributes;
  for (const auto& text : typed) {
    const auto halves = split_once(text, '=');
    if (!halves || halves->before.empty()) throw usage_error("--attribute wants NAME=VALUE");
    attributes[std::string(halves->before)] = std::string(halves->after);
  }
  return attributes;
}

std::string command_line(Context& context, std::string_view words) {
  const std::string& profile = context.settings().profile_name();
  return profile == "default" ? fmt::format("cauth {}", words)
                              : fmt::format("cauth --profile {} {}", printable(profile), words);
}

std::string where_the_code_went(const Json& answer) {
  const auto delivery = cognito::code_delivery(answer);
  if (!delivery) return "Cognito does not say that it sent a code";
  const std::string_view way = delivery->medium == "EMAIL" ? "e-mail" : "SMS";
  return delivery->destination.empty()
             ? fmt::format("a code was sent by {}", way)
             : fmt::format("a code was sent by {} to {}", way, printable(delivery->destination));
}

void print_if_asked(Context& context, const Json& answer) {
  if (context.globals().query || output_format(context, Format::text) != Format::text) {
    print_value(context, answer);
  }
}

}  // namespace cauth::cli
