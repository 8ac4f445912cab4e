#pragma once

#include "base/streams.hpp"
#include "call/options.hpp"
#include "http/transport.hpp"

#include <functional>
#include <string_view>

namespace cauth::call {

/// What an answer's way out asks of its surroundings.
struct AnswerHooks {
  /// Nothing of such an answer shows.
  std::function<bool(const http::Response&)> will_be_sent_again;
  /// Each head that shows, before anything of it is written; may be empty.
  std::function<void(const http::Response&)> on_head;
  /// The bytes of each body that ends a request, whether they show or not; may be empty.
  std::function<void(std::string_view)> on_body;
  /// What was measured, when the request is over, whole or not; may be empty.
  std::function<void(const http::Response&)> on_end;
};

/// Shows an answer as curl does: its head with -i and -I, its body unless it failed under -f or leads
/// elsewhere under -L.
class AnswerSink : public http::BodySink {
 public:
  AnswerSink(Sink& out, const Options& options, AnswerHooks hooks)
      : out_(out), options_(options), hooks_(std::move(hooks)) {}

  bool on_response(const http::Response& head) override;
  void on_bytes(std::string_view bytes) override;
  void on_end(const http::Response& answer) override;
  bool to_be_sent_again() const { return to_be_sent_again_; }

 private:
  Sink& out_;
  const Options& options_;
  AnswerHooks hooks_;
  bool to_be_sent_again_ = false;
  bool shows_ = true;
};

/// Does -L go on from this answer?
bool leads_elsewhere(const http::Response& head, const Options& options);

}  // namespace cauth::call
