#pragma once

#include "base/clock.hpp"
#include "base/streams.hpp"
#include "http/redact.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace cauth::http {

/// What --trace and --trace-ascii write, in curl's form: each event under a title, its bytes in lines of
/// sixteen with their hexadecimal form, or of sixty-four. Secrets are replaced before anything is written.
class TraceDump : public Trace {
 public:
  struct Options {
    Describe describe;
    bool show_secrets = false;
    bool hexadecimal = false;
    Clock* clock = nullptr;  ///< with the time of each event
  };
  /// `out` is the trace's own.
  TraceDump(std::unique_ptr<Sink> out, Options options)
      : out_(std::move(out)), options_(std::move(options)) {}
  void on_event(TraceKind kind, std::string_view bytes) override;

 private:
  std::string shown(TraceKind kind, std::string_view bytes) const;
  std::string dump(std::string_view bytes) const;

  std::unique_ptr<Sink> out_;
  Options options_;
};

/// Puts the time of day before each line: --trace-time with -v.
class TimedLines : public Sink {
 public:
  TimedLines(Sink& out, Clock& clock) : out_(out), clock_(clock) {}
  void write(std::string_view bytes) override;

 private:
  Sink& out_;
  Clock& clock_;
  bool at_begin_ = true;
};

}  // namespace cauth::http
