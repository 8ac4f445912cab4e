#pragma once

#include "cognito/api.hpp"
#include "cognito/challenge.hpp"

#include <string>
#include <string_view>

namespace cauth::cognito {

/// Where the loop of challenges ended.
struct FlowEnd {
  Step step;  ///< SignedIn, or the challenge that nobody answered
  std::string
      username;  ///< the one to answer with: USER_ID_FOR_SRP or USERNAME of the challenge, else as typed
};

/// Answers challenges until there are tokens, or one that `inputs` has no answer for.
FlowEnd run_challenges(Api& api, Step step, std::string username, Inputs& inputs,
                       const ClientMetadata& metadata);

}  // namespace cauth::cognito
