#pragma once

#include "base/clock.hpp"
#include "base/error.hpp"
#include "base/streams.hpp"
#include "call/authorize.hpp"
#include "call/exchange.hpp"
#include "call/options.hpp"
#include "call/outcome.hpp"
#include "call/request_parts.hpp"
#include "http/transport.hpp"
#include "jose/tokens.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// A token to send, and what is known of it.
struct SessionToken {
  SecretString text;
  jose::TokenUse use = jose::TokenUse::id;
  TimePoint obtained;
  TimePoint expires = TimePoint::max();
  bool renewable = false;
  std::string whose;  ///< "alice"

  SessionToken clone() const;
};

/// Where tokens come from.
struct TokenSource {
  virtual ~TokenSource() = default;
  /// Of the kind that the plan names, or the session's usual one.
  virtual SessionToken get(const TokenPlan& plan) = 0;
  /// A newer one of the same kind, for the same plan.
  virtual SessionToken renew(const SessionToken& old, const TokenPlan& plan) = 0;
};

/// What is sent to the address that was typed, before a token is put on.
struct Call {
  Url url;
  HeaderLines headers;
  std::optional<SecretString> body;
  std::optional<SecretString> basic_credentials;
  http::Request
      connection;  ///< TLS, proxy, limits, user agent, cookies, trace; a body that streams, or a form
  TimePoint deadline = TimePoint::max();
};

/// What the outside gives.
struct Outside {
  http::Transport& transport;
  Clock& clock;
  Sink& out;  ///< the body, and heads where they are asked for
  TokenSource& tokens;
  std::function<void(std::string_view)> remark;  ///< one line for people
  std::function<std::string(const Url&)> proxy;  ///< for an address that a redirect leads to
  /// Each head that shows, before anything of its answer is written; may be empty.
  std::function<void(const http::Response&)> on_head = {};
  /// The body that ends the request, as it comes, also where -f does not show it; may be empty.
  std::function<void(std::string_view)> on_body = {};
  Outcome* outcome = nullptr;    ///< gets all that -w shows, also when it fails
  Exchange* exchange = nullptr;  ///< gets the last request and its answer, also when it fails
};

/// Sends it: puts the token on where the rules allow it, renews it once on a 401, follows redirects where
/// asked to. Gives the last answer, whose body has gone to `out`. Error{usage} when the token may not go to
/// the address; Error{transport} with curl's codes, 22 among them.
http::Response perform(const Call& call, const TokenRules& rules, const Options& options,
                       const Outside& outside);

/// Error{transport, 28}: --max-time is over.
Error out_of_time();

}  // namespace cauth::call
