#include "cli/globals.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

void set_output(Globals& globals, std::string format) {
  globals.json_errors = format == "json";
  globals.output = std::move(format);
}

void declare_output(Args& args, GlobalOptions& into) {
  Globals& globals = into.values;
  args.each("-o,--output", "FORMAT", "how results and errors are printed",
            [&globals](std::string format) { set_output(globals, std::move(format)); })
      .choices({"json", "text", "table"})
      .variable("CAUTH_OUTPUT");
  args.each("--json", "", "short for --output json",
            [&globals](const std::string&) { set_output(globals, "json"); });
  args.option(globals.query, "--query", "PATH", "print only this part of the result, as in the AWS CLI");
}

void declare_behaviour(Args& args, GlobalOptions& into) {
  args.flag(into.values.no_input, "--no-input", "never ask: end with status 4 where an answer is needed");
  args.flag(into.values.verbose, "-v,--verbose", "show requests and answers on stderr, secrets left out");
  args.flag(into.values.show_secrets, "--show-secrets", "let --verbose show secrets too");
  args.flag(into.no_color, "--no-color", "no colour, whatever the terminal can do");
  args.flag(into.help, "-h,--help", "show how this is used");
  args.flag(into.version, "-V,--version", "print the version");
}

// The AWS CLI's global options that a script may carry along and that change nothing here.
void declare_aws_extras(Args& args, GlobalOptions& into) {
  const auto ignore = [](const std::string&) {};
  for (const char* flag : {"--no-cli-pager", "--no-paginate", "--no-sign-request", "--no-cli-auto-prompt"}) {
    args.each(flag, "", "accepted as by the AWS CLI; changes nothing here", ignore).hidden();
  }
  args.each("--cli-binary-format", "FORMAT", "accepted as by the AWS CLI; changes nothing here", ignore)
      .hidden();
  args.each("--color", "WHEN", "on, off or auto",
            [&into](const std::string& when) { into.no_color = when == "off"; })
      .choices({"on", "off", "auto"})
      .hidden();
  args.flag(into.values.verbose, "--debug", "the same as --verbose").hidden();
}

void declare_settings(Args& args, GlobalOptions& into, Form form) {
  Globals& globals = into.values;
  args.on_setting = [&globals](std::string_view name, std::string value) {
    globals.settings[std::string(name)] = std::move(value);
  };
  if (form == Form::own) {
    args.setting("profile");
  } else {
    args.each("--profile", "PROFILE", "the AWS profile",
              [&globals](std::string name) { globals.settings["aws_profile"] = std::move(name); });
  }
  for (const char* name : {"config_file", "region", "endpoint_url"}) args.setting(name);
}

bool take_away(std::vector<std::string>& names, const Args& claimed) {
  const auto is_claimed = [&](const std::string& name) { return claimed.find(name) != nullptr; };
  names.erase(std::remove_if(names.begin(), names.end(), is_claimed), names.end());
  return names.empty();
}

}  // namespace

void declare_globals(Args& args, GlobalOptions& into, Form form) {
  Args globals;
  declare_settings(globals, into, form);
  declare_output(globals, into);
  declare_behaviour(globals, into);
  if (form == Form::aws) declare_aws_extras(globals, into);
  for (auto& option : globals.options) {
    if (!take_away(option.names, args)) args.options.push_back(std::move(option));
  }
}

}  // namespace cauth::cli
