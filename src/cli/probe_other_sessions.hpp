#pragma once

#include "cli/context.hpp"
#include "cli/probe_material.hpp"
#include "probe/checks.hpp"

namespace cauth::cli {

/// What the sessions of --other-profile serve for: another pool's token, another app client's, one without
/// the scope or group that is required; or why there is none. Error{usage} where the good token itself lacks
/// it, and for a profile that does not exist; Error{action_needed} when a session is over.
void add_other_sessions(Context& context, const ProbeSources& sources, probe::Material& material);

}  // namespace cauth::cli
