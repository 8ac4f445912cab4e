#pragma once

#include "base/secret.hpp"
#include "call/exchange.hpp"
#include "call/explain/evidence.hpp"
#include "cli/context.hpp"
#include "cognito/gateway.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {

/// What the line says about how a token is to be judged, and who may be asked.
struct ExplainRules {
  std::vector<std::string> scopes, groups;  ///< that the method wants, any of them
  std::optional<cognito::Gateway> gateway;
  bool offline = false;  ///< nothing is sent to anybody
  bool live = false;     ///< Cognito is asked whether the session still stands
};

/// The evidence about a token: what it says, and which rules of the profile's it breaks. The keys are those
/// of the profile's pool, or of the session's, and no others; a note says so where they cannot be had.
/// `token` is null where none was sent.
call::explain::Evidence evidence_about(Context& context, const SecretString* token,
                                       const ExplainRules& rules);

/// The same with the request and its answer.
call::explain::Evidence evidence_about(Context& context, const call::Exchange& exchange,
                                       const ExplainRules& rules);

}  // namespace cauth::cli
