#include "serve/sandbox/refusal.hpp"

#include <utility>

namespace cauth::serve::sandbox {

Error refusal(std::string_view code, std::string message) {
  Error error(Category::refused, message);
  error.code = std::string(code);
  error.service_message = std::move(message);
  return error;
}

Error not_authorized(std::string message) {
  return refusal("NotAuthorizedException", std::move(message));
}

Error invalid_parameter(std::string message) {
  return refusal("InvalidParameterException", std::move(message));
}

}  // namespace cauth::serve::sandbox
