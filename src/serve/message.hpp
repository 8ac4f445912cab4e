#pragma once

#include "http/message.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve {

/// One request as it came, whole. Handlers see this and no socket, so that tests call them directly.
struct Request {
  std::string method = "GET";
  std::string target = "/";  ///< path and query as sent: "/rest/hello?x=1"
  http::Headers headers;
  std::string body;

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  /// What stands after the question mark, as sent; empty without one.
  std::string_view query() const;
  /// The first value of a query parameter, percent-decoded; nothing when it is not there.
  std::optional<std::string> parameter(std::string_view name) const;
};

/// What to answer, and how badly: a test server must also be able to misbehave.
struct Response {
  int status = 200;
  http::Headers headers;  ///< without Content-Length and Connection, which the server adds, as it adds a Date
  std::string body;
  std::chrono::milliseconds delay{0};    ///< wait so long before the first byte
  std::optional<std::size_t> cut_after;  ///< promise the whole body, send so many bytes of it, hang up
  bool hang_up = false;                  ///< close the connection without an answer
  std::function<void()> sent;            ///< called when it has left, or could not
};

using Handler = std::function<Response(const Request&)>;

Response json_response(int status, std::string body);
Response text_response(int status, std::string body);

}  // namespace cauth::serve
