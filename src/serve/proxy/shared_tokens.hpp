#pragma once

#include "base/clock.hpp"
#include "call/authorize.hpp"
#include "call/perform.hpp"

#include <mutex>
#include <optional>

namespace cauth::serve::proxy {

/// One token for many threads, from a source that is for one: kept while it lasts, so that a request costs no
/// look at the session.
class SharedTokens {
 public:
  SharedTokens(call::TokenSource& source, const call::TokenPlan& plan, Clock& clock)
      : source_(source), plan_(plan), clock_(clock) {}

  /// One that lives for a minute yet, or the newest there is.
  call::SessionToken current();
  /// A newer one than `refused`; that of another thread, when it was first.
  call::SessionToken renewed(const call::SessionToken& refused);

 private:
  std::mutex mutex_;
  call::TokenSource& source_;
  const call::TokenPlan& plan_;
  Clock& clock_;
  std::optional<call::SessionToken> kept_;
};

}  // namespace cauth::serve::proxy
