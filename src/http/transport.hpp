#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cauth::http {

/// Takes a body as it arrives.
struct BodySink {
  virtual ~BodySink() = default;
  /// A final header block is there, before the first byte of its body. False: this answer's body is not
  /// wanted (a 401 that will be sent again) and is thrown away. Where libcurl answers a challenge itself
  /// (Digest) or goes through a proxy's tunnel, the proxy's and the refusing block come first.
  virtual bool on_response(const Response& head) = 0;
  virtual void on_bytes(std::string_view bytes) = 0;
  /// The transfer is over, whole or not (then `response.status` may be 0 and an Error follows).
  virtual void on_end(const Response&) {}
};

/// Sends requests, one at a time, and follows no redirects: whoever follows decides what each hop may carry.
struct Transport {
  virtual ~Transport() = default;
  /// Error{transport} with the CURLcode as detail when no whole answer came. An HTTP error status is an
  /// answer.
  virtual Response send(const Request& request, BodySink& sink) = 0;
};

struct SmallResponse {
  Response head;
  std::string body;
};

/// The whole body in memory. Error{transport, 63} (CURLE_FILESIZE_EXCEEDED) past the limit.
SmallResponse send_small(Transport& transport, const Request& request, std::size_t limit_bytes);

}  // namespace cauth::http
