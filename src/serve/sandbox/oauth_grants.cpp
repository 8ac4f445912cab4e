#include "serve/sandbox/oauth_grants.hpp"

#include <chrono>
#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// More are not kept: what a sandbox remembers must not grow without end.
constexpr std::size_t kMostGrants = 10'000;

// https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login.html: a browser stays signed in for
// an hour.
constexpr std::chrono::hours kBrowserSessionLife{1};

}  // namespace

std::string Codes::open(CodeGrant grant, Random& random) {
  if (codes_.size() >= kMostGrants) codes_.clear();
  std::string code = random_uuid(random);
  codes_.emplace(code, std::move(grant));
  return code;
}

std::optional<CodeGrant> Codes::take(std::string_view code, TimePoint now) {
  const auto found = codes_.find(code);
  if (found == codes_.end()) return std::nullopt;
  CodeGrant grant = std::move(found->second);
  codes_.erase(found);
  if (now >= grant.expires) return std::nullopt;
  return grant;
}

std::string BrowserSessions::open(BrowserSession session, Random& random) {
  if (sessions_.size() >= kMostGrants) sessions_.clear();
  std::string cookie = random_uuid(random);
  sessions_.emplace(cookie, std::move(session));
  return cookie;
}

const BrowserSession* BrowserSessions::find(std::string_view cookie, TimePoint now) const {
  const auto found = sessions_.find(cookie);
  const bool lives = found != sessions_.end() && now < found->second.signed_in + kBrowserSessionLife;
  return lives ? &found->second : nullptr;
}

void BrowserSessions::end(std::string_view cookie) {
  if (const auto found = sessions_.find(cookie); found != sessions_.end()) sessions_.erase(found);
}

}  // namespace cauth::serve::sandbox
