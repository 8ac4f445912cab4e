#pragma once

#include "http/transport.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cauth::test {

/// What the transport was asked to send, in plain text: a test may look at secrets.
struct SentRequest {
  std::string method, url, body;
  http::Headers headers;
  bool verifies = true;  ///< the peer's certificate
  std::string ca_file, proxy;
};

/// Answers from a list, in order. A request that no answer is left for fails the test, and so does an answer
/// that nobody asked for (call `check_used` at the end, or let the destructor do it).
class FakeTransport : public http::Transport {
 public:
  struct Answer {
    int status = 200;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    int curl_error = 0;  ///< no answer: Error{transport} with this CURLcode
    std::function<void(const SentRequest&)> look;
  };

  FakeTransport() = default;
  FakeTransport(const FakeTransport&) = delete;
  FakeTransport& operator=(const FakeTransport&) = delete;
  ~FakeTransport() override;

  void answer(Answer answer) { answers_.push_back(std::move(answer)); }
  http::Response send(const http::Request& request, http::BodySink& sink) override;
  void check_used() const;
  /// For a test that does not say how often something is tried again.
  void drop_unused() { answers_.resize(next_); }

  std::vector<SentRequest> sent;

 private:
  std::vector<Answer> answers_;
  std::size_t next_ = 0;
};

}  // namespace cauth::test
