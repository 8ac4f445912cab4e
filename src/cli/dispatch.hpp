#pragma once

#include "cli/context.hpp"

#include <string>
#include <vector>

namespace cauth::cli {

/// Runs one command line (without the program's name): finds the command, lets it declare, parses, runs, and
/// turns an Error into its message on stderr and its exit status. Never throws.
int run_line(const std::vector<std::string>& words, World& world);

}  // namespace cauth::cli
