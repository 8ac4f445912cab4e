#pragma once

#include "base/clock.hpp"
#include "call/explain/sent_request.hpp"
#include "cognito/gateway.hpp"
#include "http/transport.hpp"
#include "jose/token.hpp"
#include "jose/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::call::explain {

/// What the profile says that a token should be; what it does not say is empty.
struct Expected {
  std::string user_pool_id, region, client_id;
  std::vector<std::string> scopes;  ///< that the user says the method wants
};

/// All that is known when somebody asks why.
struct Evidence {
  std::optional<jose::DecodedToken> token;     ///< nothing: there is none, or it cannot be read
  jose::Reason unreadable = jose::Reason::ok;  ///< why it cannot
  std::string problem;                         ///< the same for people
  std::vector<jose::Verdict> faults;           ///< every rule of the profile's that it breaks
  bool signature_checked = false;
  Expected expected;
  std::optional<SentRequest> request;
  std::optional<http::SmallResponse> answer;
  std::optional<cognito::Gateway> gateway;  ///< where the user names it
  /// What GetUser said: an error's code ("" for none) and message; nothing: it was not asked.
  struct Live {
    std::string code, message;
  };
  std::optional<Live> live;
  TimePoint now;
};

}  // namespace cauth::call::explain
