#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "base/streams.hpp"
#include "base/url.hpp"
#include "call/authorize.hpp"
#include "call/options.hpp"
#include "call/perform.hpp"
#include "http/transport.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The only door to the servers.
namespace cauth::serve {

struct SandboxOptions {
  std::string bind = "127.0.0.1";
  std::uint16_t port = 9230;                  ///< 0: a free one
  std::optional<std::filesystem::path> seed;  ///< users, clients, pools as JSON; none: the built-in ones
  std::optional<std::string> public_url;      ///< what answers name the server by
  std::optional<std::string> issuer;          ///< instead of AWS's form
  bool print_env = false;                     ///< print `export` lines for background use
  bool pass_env = false;                      ///< the command gets the caller's cauth and AWS variables too
  std::vector<std::string> command;           ///< run it with the environment set, end with its exit status
};

/// The seed of a sandbox that is given none.
std::string_view sandbox_seed();

/// Serves until a signal comes, or the command has ended: the exit status.
int run_sandbox(const SandboxOptions& options, Streams& io, const Environ& env, Clock& clock, Random& random);

/// What came to the callback address, as whoever waits for it judges.
enum class Landing { not_ours, good, bad };

struct RedirectOptions {
  /// Addresses on this machine, such as http://localhost:8484/callback: the first whose port is free is
  /// taken.
  std::vector<std::string> uris;
  /// Called once it listens, with the address that was taken: send the browser off.
  std::function<void(const std::string& uri)> ready;
  /// Called on another thread with the query of each GET of that path; `not_ours` waits on.
  std::function<Landing(std::string_view query)> judge;
  std::string_view done;  ///< what the page says after a good one: "You are signed in."
  TimePoint deadline;
};

/// Waits for a browser to come back with an answer; it is shown a page that says it may be closed. False when
/// the deadline came first. Error{usage} when an address is none of this machine, or all ports are taken;
/// Error{interrupted} on a signal.
bool receive_redirect(const RedirectOptions& options);

struct ProxyOptions {
  Url upstream;                                 ///< the API; its path stands before that of each request
  call::TokenPlan plan;                         ///< how the token is sent there
  http::Request connection;                     ///< TLS, proxy, limits, headers to add
  const call::Options& call;                    ///< --no-renew
  std::uint16_t port = 0;                       ///< of 127.0.0.1; 0: a free one
  std::optional<std::filesystem::path> socket;  ///< a Unix socket instead
  SecretString key;                             ///< for the port; empty: one that nobody knows
  std::vector<std::string> origins;             ///< of web pages that may ask
  bool log = false;                             ///< a line for each request on stderr
  std::vector<std::string> command;             ///< run it and end with its exit status
  /// The environment for it, with these variables added.
  std::function<std::vector<std::string>(const std::map<std::string, std::string>&)> environment;
};

/// What each connection sends its requests with.
using TransportMaker = std::function<std::unique_ptr<http::Transport>()>;

/// Passes requests on to an API, with the token attached, until a signal comes or the command has ended: the
/// exit status. Error{action_needed} when there is no token to begin with.
int run_proxy(const ProxyOptions& options, call::TokenSource& tokens, const TransportMaker& make_transport,
              Streams& io, Clock& clock, Random& random);

}  // namespace cauth::serve
