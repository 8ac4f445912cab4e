#pragma once

#include "call/authorize.hpp"
#include "call/perform.hpp"
#include "cli/context.hpp"

#include <chrono>

namespace cauth::cli {

// What every command that calls an API needs: where tokens may go, and where they come from.

/// What the settings say about where tokens may go and how. Error{usage} when the setting `api` is no URL.
call::TokenRules token_rules(Context& context);

/// The chosen session's tokens, or those of CAUTH_TOKEN and its like, as the rest of cauth hands them out.
class SessionTokens : public call::TokenSource {
 public:
  /// `at_least`: how long a token must still live.
  explicit SessionTokens(Context& context, std::chrono::seconds at_least = std::chrono::minutes(1))
      : context_(context), at_least_(at_least) {}
  call::SessionToken get(const call::TokenPlan& plan) override;
  call::SessionToken renew(const call::SessionToken& old, const call::TokenPlan& plan) override;

 private:
  Context& context_;
  std::chrono::seconds at_least_;
};

}  // namespace cauth::cli
