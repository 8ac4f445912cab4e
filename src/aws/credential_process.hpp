#pragma once

#include "aws/credentials.hpp"
#include "base/clock.hpp"
#include "base/environ.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::aws {

/// A command line cut into words as the AWS CLI does it: quotes and backslashes of the shell, nothing else of
/// it. Error{usage} when a quote is not closed.
std::vector<std::string> split_command(std::string_view line);

/// Runs a profile's `credential_process` and reads what it prints
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html). Error{usage} when it
/// fails or prints something else, or keys that are over.
Credentials run_credential_process(std::string_view command_line, const Environ& env, TimePoint now);

}  // namespace cauth::aws
