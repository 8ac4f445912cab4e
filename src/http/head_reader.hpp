#pragma once

#include "http/message.hpp"

#include <string_view>

namespace cauth::http {

/// Reads header lines as libcurl hands them out, one at a time with their line ends, until a final header
/// block is whole. Interim (1xx) blocks stay in `head_text` alone; trailers after a body are left out.
/// Another block may follow before any body: after a proxy's CONNECT, or when libcurl has answered a
/// challenge.
class HeadReader {
 public:
  /// Error{transport, 56} when the head is larger than 300 KiB.
  void line(std::string_view text);
  /// Lines that come from now on are trailers.
  void body_begins() { in_body_ = true; }
  /// The empty line after a status of 200 or more was seen.
  bool complete() const { return complete_; }
  const Response& response() const { return response_; }
  Response take() { return std::move(response_); }

 private:
  void begin(std::string_view status_line);

  Response response_;
  bool complete_ = false;
  bool in_body_ = false;
};

}  // namespace cauth::http
