#include "serve/message.hpp"

#include "base/form.hpp"
#include "base/text.hpp"

#include <utility>

namespace cauth::serve {
namespace {

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
  return form_value(query(), name);
}

Response json_response(int status, std::string body) {
  return response(status, "application/json", std::move(body));
}

Response text_response(int status, std::string body) {
  return response(status, "text/plain; charset=utf-8", std::move(body));
}

}  // namespace cauth::serve
