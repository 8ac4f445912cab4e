#include "support/fake_transport.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <exception>
#include <utility>

namespace cauth::test {

FakeTransport::~FakeTransport() {
  // A test that failed half-way has said enough.
  if (std::uncaught_exceptions() == 0) CHECK_MESSAGE(next_ == answers_.size(), "an answer was not asked for");
}

void FakeTransport::check_used() const {
  REQUIRE(next_ == answers_.size());
}

http::Response FakeTransport::send(const http::Request& request, http::BodySink& sink) {
  sent.push_back({.method = request.method,
                  .url = request.url,
                  .body = request.body ? std::string(request.body->reveal()) : std::string(),
                  .headers = request.headers,
                  .verifies = request.tls.verify,
                  .ca_file = request.tls.ca_file,
                  .proxy = request.proxy});
  REQUIRE_MESSAGE(next_ < answers_.size(), "unexpected request: " << request.method << ' ' << request.url);
  const Answer& answer = answers_[next_++];
  if (answer.look) answer.look(sent.back());
  if (answer.curl_error != 0) {
    Error error(Category::transport, "no answer");
    error.detail = answer.curl_error;
    throw error;
  }
  http::Response response;
  response.status = answer.status;
  response.transfer.status = answer.status;
  response.http_version = "1.1";
  response.effective_url = request.url;
  for (const auto& [name, value] : answer.headers) response.headers.add(name, value);
  if (sink.on_response(response) && !answer.body.empty()) sink.on_bytes(answer.body);
  if (const auto* location = response.headers.find("Location")) response.redirect_url = *location;
  sink.on_end(response);
  return response;
}

}  // namespace cauth::test
