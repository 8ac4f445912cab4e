#include "http/library_version.hpp"

#include "http/curl_library.hpp"

namespace cauth::http {

std::string library_version() {
  return curl_library().version();
}

}  // namespace cauth::http
