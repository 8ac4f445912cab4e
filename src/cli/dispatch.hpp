#pragma once

#include "cli/context.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// The word in front of an operation of the API that makes a line one of the AWS CLI's.
constexpr std::string_view kAwsService = "cognito-idp";

/// Runs one command line (without the program's name): finds the command, lets it declare, parses, runs, and
/// turns an Error into its message on stderr and its exit status. Never throws.
int run_line(const std::vector<std::string>& words, World& world);

}  // namespace cauth::cli
