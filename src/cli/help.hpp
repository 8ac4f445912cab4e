#pragma once

#include "cli/command.hpp"

#include <string>

namespace cauth::cli {

/// "cauth 0.1.0" and a line end.
std::string version_line();

/// All commands in their groups, and the options that every command takes.
std::string overview();

/// How one command is used.
std::string command_help(const CommandEntry& entry);

}  // namespace cauth::cli
