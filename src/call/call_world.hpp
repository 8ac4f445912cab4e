#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/streams.hpp"
#include "call/authorize.hpp"
#include "call/ending.hpp"
#include "call/exchange.hpp"
#include "call/perform.hpp"
#include "http/transport.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// What a line needs from outside to be carried out.
struct CallWorld {
  http::Transport& transport;
  Clock& clock;
  const Environ& env;
  Streams& io;
  TokenSource& tokens;
  const TokenRules& rules;
  std::optional<std::string> api;  ///< what a path such as /orders is below
  std::string user_agent;
  std::string library;                           ///< libcurl's name and version, for %{json}
  http::Trace* trace = nullptr;                  ///< -v and --trace
  std::function<void(std::string_view)> remark;  ///< one line for people
  std::function<void(const Error&)> report;      ///< an error that does not end the line
  std::function<void(const Disappointment&)> disappoint;
  std::function<SecretString(std::string_view user)> ask_password;
  /// --explain: gets the last request of each transfer that was answered; empty without it.
  std::function<void(Exchange)> explain;
  http::ProgressSink* watch = nullptr;    ///< sees each transfer that shows no progress, and may end it
  std::function<void(TimePoint)> end_by;  ///< -m: when whatever waits gives up
};

/// curl's variables and options for certificates, in curl's order (https://curl.se/docs/sslcerts.html).
http::Tls tls_for(const Options& options, const Environ& env);

}  // namespace cauth::call
