#pragma once

#include "cli/args.hpp"
#include "cli/command.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// All that can be said about a command: what help, man pages and completions are made from.
struct CommandDoc {
  CommandEntry entry;
  Args own;      ///< what it declares
  Args globals;  ///< what it takes as every command does
};
CommandDoc describe(const CommandEntry& entry);

/// The options that every command takes.
Args global_args();

/// "tokens" for Group::tokens, in the words of the help; all groups in their order.
struct GroupDoc {
  Group group;
  std::string_view title;
};
const std::vector<GroupDoc>& groups();

/// The titles under which its options stand, in the order they first appear; not the one without a title.
std::vector<std::string> sections(const Args& args);

/// "-X, --request METHOD"
std::string spelling(const Option& option);
/// The help line with choices and variable: "print as … (json, text, table) [$CAUTH_OUTPUT]".
std::string help_line(const Option& option);
/// "cauth decode [options] [TOKEN…]"
std::string usage_line(const CommandDoc& doc);

}  // namespace cauth::cli
