#pragma once

#include "cli/context.hpp"
#include "cli/sign_in_end.hpp"

namespace cauth::cli {

/// `login --client-credentials`: an access token for the client itself, kept until it ends, since each
/// request is billed: one that lives a minute yet is not fetched again. Many processes at once fetch one.
int sign_in_as_machine(Context& context, const EndOptions& options);

}  // namespace cauth::cli
