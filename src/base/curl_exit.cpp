#include "base/curl_exit.hpp"

#include <utility>

namespace cauth {

Error transport_error(int exit_status, std::string what_failed, std::string hint) {
  Error error(Category::transport, std::move(what_failed), std::move(hint));
  error.detail = exit_status;
  return error;
}

}  // namespace cauth
