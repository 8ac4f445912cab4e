#include "call/answer_sink.hpp"

#include "http/status.hpp"

namespace cauth::call {
bool leads_elsewhere(const http::Response& head, const Options& options) {
  const bool redirect =
      head.status >= http::status::kFirstRedirect && head.status < http::status::kFirstFailure;
  return options.follow && redirect && head.headers.has("Location");
}

bool AnswerSink::on_response(const http::Response& head) {
  to_be_sent_again_ = hooks_.will_be_sent_again(head);
  if (to_be_sent_again_) return false;
  if (hooks_.on_head) hooks_.on_head(head);
  if (options_.include_head || options_.head) out_.write(head.head_text);
  if (leads_elsewhere(head, options_)) return false;
  shows_ = !(options_.fail && head.status >= http::status::kFirstFailure);
  return shows_ || hooks_.on_body;
}

void AnswerSink::on_bytes(std::string_view bytes) {
  if (hooks_.on_body) hooks_.on_body(bytes);
  if (shows_) out_.write(bytes);
}

void AnswerSink::on_end(const http::Response& answer) {
  if (!to_be_sent_again_ && hooks_.on_end) hooks_.on_end(answer);
}

}  // namespace cauth::call
