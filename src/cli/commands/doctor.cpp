#include "cli/doctor.hpp"

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace cauth::cli {
namespace {

Json value_of(const Doctor& doctor) {
  Json checks = Json::array();
  for (const auto& check : doctor.checks()) {
    checks.push_back(
        {{"name", check.name}, {"state", name_of(check.state)}, {"text", check.text}, {"fix", check.fix}});
  }
  return {{"ok", doctor.all_well()}, {"checks", std::move(checks)}};
}

std::string lines_of(const Doctor& doctor) {
  constexpr std::size_t kLongest = 1000;
  std::string lines;
  for (const auto& check : doctor.checks()) {
    lines += fmt::format("{:<7}  {:<12}  {}{}{}\n", name_of(check.state), check.name,
                         printable(check.text, kLongest), check.fix.empty() ? "" : ": ",
                         printable(check.fix, kLongest));
  }
  return lines;
}

struct DoctorCommand : Command {
  bool offline = false;

  void declare(Args& args) override {
    for (const char* name : {"username", "user_pool_id", "client_id"}) args.setting(name);
    args.flag(offline, "--offline", "look at this machine alone, and ask the service nothing");
    args.describe(
        "Looks at the whole setup and says of each part that it is ok, or what to do: the profile and where "
        "settings come from, proxy and certificates, the store (its folder's mode, or the helper) and the "
        "session; then the pool, its keys, this machine's clock beside the service's, the app client's flows "
        "and its secret.\n\n"
        "With AWS credentials that may do cognito-idp:DescribeUserPoolClient the app client is looked up. "
        "Without, a sign-in is begun as a user with a random name that does not exist (cauth-doctor-…), in "
        "the "
        "order of \"cauth login\", until one flow is there: no user's failed attempts are counted, though "
        "the "
        "pool's triggers and logs may see that name. --offline leaves all of this out.\n\n"
        "The status is 0 when nothing is wrong, and 1 otherwise. As JSON it prints ok and checks, each with "
        "name, "
        "state (ok, note, wrong, skipped), text and fix.");
    args.example("is everything as it should be?", "cauth doctor");
    args.example("what is wrong, in a script", "cauth doctor --query \"checks[?state=='wrong'].fix\"");
  }

  int run(Context& context) override {
    Doctor doctor(context);
    examine_setup(context, doctor);
    if (!offline) examine_service(context, doctor);
    const bool for_people = !context.globals().query && output_format(context, Format::text) == Format::text;
    if (for_people) {
      context.io().out.write(lines_of(doctor));
    } else {
      print_value(context, value_of(doctor));
    }
    return doctor.all_well() ? 0 : 1;
  }
};

}  // namespace

CAUTH_COMMAND(doctor, DoctorCommand)

}  // namespace cauth::cli
