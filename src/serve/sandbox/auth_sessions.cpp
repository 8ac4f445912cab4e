#include "serve/sandbox/auth_sessions.hpp"

#include "base/bytes.hpp"
#include "serve/sandbox/refusal.hpp"

#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// Cognito's are about this long and begin with these letters.
constexpr std::size_t kSessionOctets = 600;
constexpr std::string_view kSessionBegin = "AYABe";

// More are not kept: what a sandbox remembers must not grow without end.
constexpr std::size_t kMostSessions = 10'000;

}  // namespace

std::string AuthSessions::open(AuthSession session, Random& random) {
  if (sessions_.size() >= kMostSessions) sessions_.clear();
  std::string text(kSessionBegin);
  text += base64url_encode(random_octets(random, kSessionOctets));
  sessions_.emplace(text, std::move(session));
  return text;
}

AuthSession& AuthSessions::find(std::string_view text, std::string_view client_id, std::string_view challenge,
                                TimePoint now) {
  AuthSession& session = find(text, challenge, now);
  if (session.client_id != client_id) throw not_authorized("Invalid session for the user.");
  return session;
}

AuthSession& AuthSessions::find(std::string_view text, std::string_view challenge, TimePoint now) {
  const auto found = sessions_.find(text);
  if (found == sessions_.end()) throw not_authorized("Invalid session for the user.");
  AuthSession& session = found->second;
  if (session.challenge != challenge) throw not_authorized("Invalid session for the user.");
  if (session.used) throw not_authorized("Invalid session for the user, session can only be used once.");
  if (now >= session.expires) throw not_authorized("Invalid session for the user, session is expired.");
  return session;
}

}  // namespace cauth::serve::sandbox
