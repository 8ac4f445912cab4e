#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/help.hpp"

namespace cauth::cli {
namespace {

struct Version : Command {
  void declare(Args& args) override { args.describe("Prints the program's name and its version."); }
  int run(Context& context) override {
    context.io().out.write(version_line());
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(version, Version)

}  // namespace cauth::cli
