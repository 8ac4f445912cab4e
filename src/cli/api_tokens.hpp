#pragma once

#include "call/authorize.hpp"
#include "call/perform.hpp"
#include "cli/context.hpp"

namespace cauth::cli {

// What every command that calls an API needs: where tokens may go, and where they come from.

/// What the settings say about where tokens may go and how. Error{usage} when the setting `api` is no URL.
call::TokenRules token_rules(Context& context);

/// The chosen session's tokens, or those of CAUTH_TOKEN and its like, as the rest of cauth hands them out.
class SessionTokens : public call::TokenSource {
 public:
  explicit SessionTokens(Context& context) : context_(context) {}
  call::SessionToken get(const call::TokenPlan& plan) override;
  call::SessionToken renew(const call::SessionToken& old) override;

 private:
  Context& context_;
};

}  // namespace cauth::cli
