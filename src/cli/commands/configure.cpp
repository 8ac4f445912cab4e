#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/profile_writer.hpp"
#include "cli/secret_option.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

struct Configure : Command {
  std::optional<std::string> secret_from;
  bool secret_from_stdin = false;

  void declare(Args& args) override {
    args.describe(
        "Writes a profile of the config file. Options say what to write; without any you are asked, and what "
        "the "
        "profile has now stands in brackets. Comments and all other settings in the file stay as they "
        "are.\n\n"
        "A client secret that is typed or read from standard input is kept in a private file of its own.");
    for (const char* name : {"user_pool_id", "client_id", "username", "api", "token_use", "auth_header",
                             "identity_pool_id", "domain", "aws_profile", "ca_bundle"}) {
      args.setting(name);
    }
    args.option(secret_from, "--client-secret-from", "PLACE",
                "where the client secret is: env:NAME, file:PATH or command:LINE");
    args.flag(secret_from_stdin, "--client-secret-stdin", "read the client secret from standard input");
    args.example("answer questions", "cauth configure");
    args.example(
        "without questions",
        "cauth configure --profile dev --user-pool-id eu-west-1_AbCdEfGhI --client-id 1example23456789");
  }

  int run(Context& context) override {
    ProfileWriter writer(context);
    for (const auto& [name, value] : context.globals().settings) {
      if (session::find_setting_row(name)->in_profile) writer.set(name, value);
    }
    if (secret_from) writer.set("client_secret", *secret_from);
    if (secret_from_stdin)
      writer.keep_secret("client_secret", read_secret_from_stdin(context, "client secret"));
    if (!writer.anything_to_write()) ask_for_all(context, writer);
    writer.write();
    return 0;
  }

 private:
  static void ask_for_all(Context& context, ProfileWriter& writer) {
    if (!context.may_ask()) {
      throw Error(Category::action_needed, "nobody is there to ask what to write into the profile",
                  "say it with options, such as --user-pool-id and --client-id");
    }
    const auto& values = writer.profile().values;
    const auto pool = ask(context, writer, "user_pool_id", "User pool id");
    if (pool.empty() && !values.contains("user_pool_id")) ask(context, writer, "region", "Region");
    ask(context, writer, "client_id", "App client id");
    ask_for_secret(context, writer);
    ask(context, writer, "username", "Username");
    ask(context, writer, "api", "Address of your API");
  }

  // An empty answer keeps what is there. One that cannot be is asked for again.
  static std::string ask(Context& context, ProfileWriter& writer, const std::string& name,
                         std::string_view what) {
    const auto& values = writer.profile().values;
    const auto now = values.find(name);
    const std::string prompt =
        now == values.end() ? fmt::format("{}: ", what) : fmt::format("{} [{}]: ", what, now->second);
    constexpr int kTries = 3;
    for (int attempt = 1;; ++attempt) {
      const std::string answer = context.terminal().ask(prompt);
      if (answer.empty()) return answer;
      try {
        writer.set(name, answer);
        return answer;
      } catch (const Error& error) {
        // A slip of a person: said, and asked again.
        if (error.category != Category::usage || attempt == kTries) throw;
        context.note(error.what_failed);
      }
    }
  }

  static void ask_for_secret(Context& context, ProfileWriter& writer) {
    const bool there = writer.profile().secrets.contains("client_secret");
    const SecretString secret = context.terminal().ask_secret(
        there ? "Client secret [as it is]: " : "Client secret (empty: the client has none): ");
    if (!secret.empty()) writer.keep_secret("client_secret", secret);
  }
};

}  // namespace

CAUTH_COMMAND(configure, Configure)

}  // namespace cauth::cli
