#include "session/fresh_tokens.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::session {
namespace {

// What Cognito answers when a session is over for good, or until its user does something.
bool session_is_over(const Error& error) {
  constexpr std::array<std::string_view, 6> kCodes = {
      "NotAuthorizedException",    "UserNotFoundException",      "PasswordResetRequiredException",
      "UserNotConfirmedException", "RefreshTokenReuseException", "invalid_grant"};
  return error.category == Category::refused &&
         std::find(kCodes.begin(), kCodes.end(), error.code) != kCodes.end();
}

bool is_passing(const Error& error) {
  return error.category == Category::transport || error.category == Category::temporary;
}

std::string how_to_sign_in(const SessionKey& key) {
  const std::string scope = key.scopes.empty() ? "" : fmt::format(" --scope '{}'", printable(key.scopes));
  if (key.is_machine()) return fmt::format("sign in with \"cauth login --client-credentials{}\"", scope);
  if (!scope.empty()) return fmt::format("sign in with \"cauth login --web{}\"", scope);
  return fmt::format("sign in with \"cauth login --username {}\"", printable(key.username));
}

Error not_signed_in(const SessionKey& key) {
  return {Category::action_needed, fmt::format("\"{}\" is not signed in", printable(key.username)),
          how_to_sign_in(key)};
}

void check_has_token(const Session& session, std::optional<jose::TokenUse> use) {
  const auto meant = meant_use(session, use);
  if (session.tokens.find(meant) != nullptr) return;
  throw Error(Category::action_needed, fmt::format("the session of \"{}\" has no {} token",
                                                   printable(session.key.username), jose::name_of(meant)));
}

// Says why, in the service's words where it is the service that refused, with its hint where there is one.
Error sign_in_again(const SessionKey& key, const Error& reason) {
  Error error = reason;
  error.category = Category::action_needed;
  error.what_failed =
      fmt::format("the session of \"{}\" cannot be renewed, sign in again: {}", printable(key.username),
                  reason.service_message.empty() ? reason.what_failed : printable(reason.service_message));
  if (error.hint.empty()) error.hint = how_to_sign_in(key);
  return error;
}

// One call of fresh_session.
class Renewal {
 public:
  Renewal(const Freshness& wanted, const Refresher& refresher, Clock& clock)
      : wanted_(wanted), refresher_(refresher), clock_(clock), began_(clock.now()) {}

  /// Does the token last as long as it should?
  bool is_good(const Session& session) const {
    if (wanted_.force) return session.tokens.obtained >= wanted_.not_before && lasts(session, {});
    return lasts(session, wanted_.at_least);
  }

  bool lasts(const Session& session, std::chrono::seconds at_least) const {
    const jose::Token* token = session.tokens.find(meant_use(session, wanted_.use));
    return token != nullptr && token->expires > clock_.now() + at_least;
  }

  /// Called under the lock with what is there now: what to keep, if it changed.
  std::optional<Session> renew(std::optional<Session> found, const Session& seen) {
    if (!found) throw not_signed_in(seen.key);
    if (is_good(*found) || is_new(*found)) return keep(*std::move(found));
    if (!found->can_be_renewed()) throw sign_in_again(found->key, usage_error("it has no refresh token"));
    if (found->refused && !seen.refused) {
      // Another process was refused while we waited: a hundred of them need not ask a hundred times.
      throw sign_in_again(found->key, usage_error("Cognito refused it just now"));
    }
    try {
      jose::Tokens fresh = refresher_(*found);
      found->replaced =
          wanted_.keep_replaced ? replaced_by_next(found->clone(), clock_.now()) : ReplacedTokens();
      found->tokens = std::move(fresh);
      found->refused = false;
    } catch (const Error& error) {
      if (!session_is_over(error)) throw;
      // Kept, since a wrong client secret or a disabled user answer alike: marked here, thrown when it is
      // stored.
      refusal_ = sign_in_again(found->key, error);
      found->refused = true;
    }
    result_ = found->clone();
    return found;
  }

  /// What came of it, after it is on disk.
  Session take() {
    if (refusal_) throw Error(*refusal_);
    return *std::move(result_);
  }

 private:
  // Renewed since we began, by whoever held the lock: newer ones cannot be had, however short they live.
  bool is_new(const Session& session) const {
    return !wanted_.force && session.tokens.obtained >= began_ && lasts(session, {});
  }

  std::optional<Session> keep(Session session) {
    result_ = std::move(session);
    return std::nullopt;
  }

  const Freshness& wanted_;
  const Refresher& refresher_;
  Clock& clock_;
  TimePoint began_;
  std::optional<Session> result_;
  std::optional<Error> refusal_;
};

}  // namespace

jose::TokenUse meant_use(const Session& session, std::optional<jose::TokenUse> use) {
  if (use) return *use;
  return session.tokens.id || !session.tokens.access ? jose::TokenUse::id : jose::TokenUse::access;
}

Session fresh_session(const SessionKey& key, const Freshness& wanted, TokenStore& store,
                      const Refresher& refresher, Clock& clock,
                      const std::function<void(std::string_view)>& warn) {
  Renewal renewal(wanted, refresher, clock);
  auto stored = store.load(key);
  if (!stored) throw not_signed_in(key);
  check_has_token(*stored, wanted.use);
  if (renewal.is_good(*stored)) return *std::move(stored);
  try {
    store.update(key, [&](std::optional<Session> found) { return renewal.renew(std::move(found), *stored); });
  } catch (const Error& error) {
    if (wanted.force || !is_passing(error) || !renewal.lasts(*stored, {})) throw;
    warn(
        fmt::format("using a token that soon expires, since it could not be renewed: {}", error.what_failed));
    return *std::move(stored);
  }
  return renewal.take();
}

}  // namespace cauth::session
