#include "cli/help.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace cauth::cli {
namespace {

struct Help : Command {
  std::vector<std::string> words;

  void declare(Args& args) override {
    args.describe("Without a command: the list of all. With one: its usage, options and examples.");
    args.positional(words, "COMMAND", "the command to explain").completes(Completion::command);
    args.example("what does call take?", "cauth help call");
  }

  int run(Context& context) override {
    if (words.empty()) {
      context.io().out.write(overview());
      return 0;
    }
    const std::string name = join(words, " ");
    const CommandEntry* entry = find_command(name);
    if (entry == nullptr) {
      throw usage_error(fmt::format("there is no command \"{}\"", printable(name)),
                        "\"cauth help\" lists all commands");
    }
    context.io().out.write(command_help(*entry));
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(help, Help)

}  // namespace cauth::cli
