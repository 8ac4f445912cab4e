#pragma once

#include "base/secret.hpp"
#include "call/authorize.hpp"
#include "cli/context.hpp"
#include "probe/checks.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {

/// Where the tokens of a probe come from, besides the session.
struct ProbeSources {
  std::optional<SecretString> expired;  ///< as given; nothing: the one that the session kept
  std::vector<std::string>
      other_profiles;  ///< whose sessions are another pool's, another client's, or lack something
  std::vector<std::string> scopes, groups;  ///< that the endpoint wants
  std::chrono::seconds lasting{60};         ///< how long the tokens must live yet
};

/// A probe's tokens, and whose the good one is.
struct ProbeTokens {
  probe::Material material;
  std::string whose;  ///< "ID token of alice"
};

/// Gathers them for an endpoint with this plan. What cannot be had says why; errors are for what the user
/// named: Error{action_needed} when a session is over, Error{usage} for a profile that does not exist and for
/// an expired token that is none.
ProbeTokens gather_probe_tokens(Context& context, const call::TokenPlan& plan, const ProbeSources& sources);

}  // namespace cauth::cli
