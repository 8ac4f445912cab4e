#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/random.hpp"
#include "base/streams.hpp"
#include "base/terminal.hpp"
#include "http/transport.hpp"
#include "session/settings.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// The six things outside the program.
struct World {
  Streams io;
  Terminal& terminal;
  Clock& clock;
  Random& random;
  const Environ& env;
  std::function<http::Transport&()> http;  ///< loads libcurl when first called
};

/// What stands on the line whatever the command.
struct Globals {
  std::optional<std::string> output;  ///< json, text or table
  std::optional<std::string> query;
  bool no_input = false;
  bool verbose = false;
  bool show_secrets = false;
  bool json_errors = false;  ///< errors as one JSON object: --output json, or a command's own option
  /// The command has an AWS name: it prints what the AWS CLI prints.
  bool aws_names = false;
  std::map<std::string, std::string, std::less<>> settings;  ///< settings given as flags, by setting name
};

/// What a command's `run` gets: the world, what was typed for every command, and the settings.
class Context {
 public:
  /// `globals` outlives it: errors are printed as they say.
  Context(World& world, Globals& globals) : world_(world), globals_(globals) {}

  Streams& io() { return world_.io; }
  Terminal& terminal() { return world_.terminal; }
  Clock& clock() { return world_.clock; }
  Random& random() { return world_.random; }
  const Environ& env() const { return world_.env; }
  /// Before the first request, what is odd about the settings goes to stderr.
  http::Transport& http();
  const std::function<http::Transport&()>& http_when_needed() const { return world_.http; }
  const Globals& globals() const { return globals_; }
  /// For a command with an option of its own for it, where --output means something else.
  void print_errors_as_json() { globals_.json_errors = true; }

  /// Read when first asked for: a command that needs no settings works beside a broken config file.
  const session::Settings& settings();

  /// Is there somebody to ask? A terminal, no --no-input, CI not set (or false).
  bool may_ask();

  /// Whatever waits gives up at this time: `call --max-time`.
  void end_by(TimePoint deadline) { deadline_ = deadline; }
  TimePoint deadline() const { return deadline_; }
  /// `usual`, or less where the deadline is nearer; never less than a millisecond.
  std::chrono::milliseconds time_left(std::chrono::milliseconds usual);

  /// What -v shows of requests to Cognito and AWS; null without it.
  http::Trace* service_trace();

  /// One line on stderr: "cauth: TEXT".
  void note(std::string_view text);
  /// "cauth: warning: TEXT".
  void warn(std::string_view text);

 private:
  World& world_;
  Globals& globals_;
  std::unique_ptr<session::Settings> settings_;
  std::unique_ptr<http::Trace> service_trace_;
  bool warned_ = false;
  TimePoint deadline_ = TimePoint::max();
};

}  // namespace cauth::cli
