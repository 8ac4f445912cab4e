#include "serve/proxy/shared_tokens.hpp"

#include <chrono>
#include <utility>

namespace cauth::serve::proxy {

call::SessionToken SharedTokens::current() {
  constexpr std::chrono::minutes kShortest{1};
  const std::lock_guard lock(mutex_);
  if (!kept_ || kept_->expires <= clock_.now() + kShortest) kept_ = source_.get(plan_);
  return kept_->clone();
}

call::SessionToken SharedTokens::renewed(const call::SessionToken& refused) {
  const std::lock_guard lock(mutex_);
  const bool same = kept_ && equal_secret(kept_->text.reveal(), refused.text.reveal());
  if (!kept_ || same) kept_ = source_.renew(refused, plan_);
  return kept_->clone();
}

}  // namespace cauth::serve::proxy
