#include "cli/account.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace cauth::cli {
namespace {

struct Resend : Command {
  AccountOptions options;

  void declare(Args& args) override {
    options.declare(args);
    args.describe(
        "Sends the code of a registration once more, to the address that it went to before, and says where. "
        "\"cauth confirm\" takes it.");
    args.example("send it again", "cauth resend --username alice");
  }

  int run(Context& context) override {
    const std::string username = options.user(context);
    const Json answer = AccountAccess(context)->resend_confirmation_code(username);
    print_if_asked(context, answer);
    context.note(where_the_code_went(answer));
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(resend, Resend)

}  // namespace cauth::cli
