#include "cli/command.hpp"
#include "cli/completions.hpp"
#include "cli/context.hpp"

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct CompletionCommand : Command {
  std::optional<std::string> what;

  void declare(Args& args) override {
    args.describe(
        "Prints a script that completes cauth's commands, options, their values and profile names in your "
        "shell.\n\n"
        "\"profiles\" prints the names of the profiles in the config file, one a line, as the scripts do.");
    args.positional(what, "SHELL", "the shell to print the script for")
        .choices({"bash", "zsh", "fish", "profiles"})
        .required();
    args.example("now, in bash", "source <(cauth completion bash)");
    args.example("for good, in zsh, where the folder is in $fpath",
                 "cauth completion zsh > ~/.zsh/completions/_cauth");
    args.example("for good, in fish", "cauth completion fish > ~/.config/fish/completions/cauth.fish");
  }

  int run(Context& context) override {
    if (*what == "profiles") return print_profiles(context);
    context.io().out.write(completion_script(*what));
    return 0;
  }

 private:
  static int print_profiles(Context& context) {
    for (const auto& [name, profile] : context.settings().config().profiles) {
      print(context.io().out, "{}\n", name);
    }
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(completion, CompletionCommand)

}  // namespace cauth::cli
