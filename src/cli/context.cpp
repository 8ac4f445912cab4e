#include "cli/context.hpp"

#include "base/text.hpp"
#include "cli/trace.hpp"
#include "http/redact.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace cauth::cli {

const session::Settings& Context::settings() {
  if (!settings_) settings_ = std::make_unique<session::Settings>(env(), globals_.settings);
  return *settings_;
}

http::Transport& Context::http() {
  // A line that was written for the AWS CLI names what it needs, and scripts look at its stderr.
  if (settings_ && !warned_ && !globals_.aws_names) {
    warned_ = true;
    for (const auto& warning : settings_->warnings()) warn(warning);
  }
  return world_.http();
}

bool Context::may_ask() {
  if (globals_.no_input) return false;
  const auto ci = env().get("CI");
  const bool nobody_there = ci && *ci != "0" && !equal_ignoring_case(*ci, "false");
  return !nobody_there && terminal().present();
}

std::chrono::milliseconds Context::time_left(std::chrono::milliseconds usual) {
  if (deadline_ == TimePoint::max()) return usual;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - clock().now());
  return std::clamp(left, std::chrono::milliseconds(1), usual);
}

http::Trace* Context::service_trace() {
  if (globals_.verbose && !service_trace_) {
    service_trace_ = std::make_unique<http::VerboseTrace>(
        io().err, http::VerboseTrace::Options{.describe = describe_tokens(clock()),
                                              .show_secrets = globals_.show_secrets,
                                              .show_json_bodies = true});
  }
  return service_trace_.get();
}

void Context::note(std::string_view text) {
  print(io().err, "cauth: {}\n", text);
}

void Context::warn(std::string_view text) {
  print(io().err, "cauth: warning: {}\n", text);
}

}  // namespace cauth::cli
