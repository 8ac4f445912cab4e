#pragma once

#include "cli/doctor.hpp"

namespace cauth::cli {

/// The app client: which sign-in flows it has, and whether it wants a secret. With AWS credentials Cognito is
/// asked for the client's description; without, or where they may not, sign-ins are begun as a user that does
/// not exist, in the order of "cauth login", until one flow is there: no user's failed attempts are counted
/// by that.
void examine_client(Context& context, Doctor& doctor);

}  // namespace cauth::cli
