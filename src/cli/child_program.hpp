#pragma once

#include "cli/context.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cauth::cli {

// What commands that start another program have in common: exec, curl, proxy.

using Variables = std::map<std::string, std::string>;

/// The environment for it, as "NAME=value" lines: ours without cauth's own secrets (unless `pass_env`), and
/// what `set` says.
std::vector<std::string> child_environment(const Environ& env, bool pass_env, const Variables& set);

/// Runs `start`, which starts the program. When that cannot be run: says so, and gives the exit status that
/// shells give (127 not found, 126 not executable).
int run_or_say_why(Context& context, const std::function<int()>& start);

}  // namespace cauth::cli
