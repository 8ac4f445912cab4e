#include "call/retry_policy.hpp"

#include "base/curl_exit.hpp"

#include <algorithm>
#include <array>

namespace cauth::call {
namespace {

using std::chrono::seconds;

constexpr std::string_view kStatusReason = "HTTP error";

bool passes(int status) {
  constexpr std::array kStatuses{408, 429, 500, 502, 503, 504};
  return std::find(kStatuses.begin(), kStatuses.end(), status) != kStatuses.end();
}

}  // namespace

std::string_view RetryPolicy::reason(const TryResult& result) const {
  if (result.exit == curl_exit::kTimedOut || result.exit == curl_exit::kNoHost ||
      result.exit == curl_exit::kNoProxy)
    return "timeout";
  if (rules_.refused_connections && result.exit == curl_exit::kNoConnection && result.refused)
    return "connection refused";
  if ((result.exit == 0 || result.exit == curl_exit::kHttpError) && passes(result.status))
    return kStatusReason;
  return result.exit != 0 && rules_.all_errors ? "any error" : "";
}

std::optional<RetryPolicy::Again> RetryPolicy::after(const TryResult& result, TimePoint now) {
  constexpr seconds kLongest = std::chrono::minutes(10);
  const bool limited = rules_.time_limit.count() != 0;
  const auto so_far = std::chrono::duration_cast<seconds>(now - begun_);
  if (left_ == 0 || (limited && now - begun_ >= rules_.time_limit)) return std::nullopt;
  const std::string_view why = reason(result);
  if (why.empty()) return std::nullopt;
  seconds wait = rules_.delay.count() != 0 ? rules_.delay : wait_;
  if (why == kStatusReason && result.retry_after && result.retry_after->count() != 0) {
    wait = *result.retry_after;
    if (limited && so_far + wait > rules_.time_limit) return std::nullopt;
  }
  wait_ = std::min(wait_ * 2, kLongest);
  return Again{.wait = wait, .why = why, .left = left_--};
}

}  // namespace cauth::call
