#include "serve/message.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <utility>

namespace cauth::serve {
namespace {

// RFC 3986 section 2.1, and `+` as forms have it. What is no escape stays as it is.
std::string percent_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      decoded += ' ';
      continue;
    }
    const auto octet = text[at] == '%' ? hex_decode(text.substr(at + 1, 2)) : std::nullopt;
    if (octet && octet->size() == 1) {
      decoded += *octet;
      at += 2;
    } else {
      decoded += text[at];
    }
  }
  return decoded;
}

Response response(int status, std::string_view content_type, std::string body) {
  Response result{.status = status, .body = std::move(body)};
  result.headers.add("Content-Type", std::string(content_type));
  return result;
}

}  // namespace

std::string_view Request::query() const {
  const auto halves = split_once(target, '?');
  return halves ? halves->after : std::string_view();
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  for (const std::string_view pair : split(query(), '&')) {
    const auto halves = split_once(pair, '=');
    if (percent_decode(halves ? halves->before : pair) == name)
      return percent_decode(halves ? halves->after : std::string_view());
  }
  return std::nullopt;
}

Response json_response(int status, std::string body) {
  return response(status, "application/json", std::move(body));
}

Response text_response(int status, std::string body) {
  return response(status, "text/plain; charset=utf-8", std::move(body));
}

}  // namespace cauth::serve
