#pragma once

#include "base/streams.hpp"
#include "call/options.hpp"
#include "http/transport.hpp"

#include <functional>
#include <string_view>

namespace cauth::call {

/// Shows an answer as curl does: its head with -i and -I, its body unless it failed under -f or leads
/// elsewhere under -L.
class AnswerSink : public http::BodySink {
 public:
  /// `will_be_sent_again`: nothing of such an answer shows.
  AnswerSink(Sink& out, const Options& options, std::function<bool(const http::Response&)> will_be_sent_again)
      : out_(out), options_(options), will_be_sent_again_(std::move(will_be_sent_again)) {}

  bool on_response(const http::Response& head) override;
  void on_bytes(std::string_view bytes) override { out_.write(bytes); }
  bool to_be_sent_again() const { return to_be_sent_again_; }

 private:
  Sink& out_;
  const Options& options_;
  std::function<bool(const http::Response&)> will_be_sent_again_;
  bool to_be_sent_again_ = false;
};

/// Does -L go on from this answer?
bool leads_elsewhere(const http::Response& head, const Options& options);

}  // namespace cauth::call
