#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/random.hpp"
#include "base/streams.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
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

}  // namespace cauth::serve
