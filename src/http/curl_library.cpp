#include "http/curl_library.hpp"

#include "base/error.hpp"
#include "base/own_pages.hpp"
#include "base/shared_library.hpp"

#include <fmt/format.h>

namespace cauth::http {
namespace {

constexpr const char* kInstall = "install it; on Debian or Ubuntu: apt-get install libcurl4";

#ifdef CAUTH_CURL_LINKED

CurlLibrary find_functions() {
  CurlLibrary found;
#define FUNCTION(name) found.name = &curl_##name;
#include "http/curl_functions.def"
#undef FUNCTION
  return found;
}

#else

template <class Function>
void find(const SharedLibrary& library, Function& function, const char* name) {
  if (!library.find(function, name)) throw usage_error(fmt::format("libcurl.so.4 has no {}", name), kInstall);
}

CurlLibrary find_functions() {
  // The command line and the settings are read: from here on it is libcurl that fills memory.
  give_back_read_pages();
  const SharedLibrary library("libcurl.so.4");
  if (!library.found()) {
    throw usage_error("cannot send requests: the library libcurl.so.4 was not found", kInstall);
  }
  CurlLibrary found;
#define FUNCTION(name) find(library, found.name, "curl_" #name);
#include "http/curl_functions.def"
#undef FUNCTION
  return found;
}

#endif

CurlLibrary open_library() {
  const CurlLibrary library = find_functions();
  if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    throw Error(Category::internal, "libcurl could not be set up");
  }
  return library;
}

}  // namespace

const CurlLibrary& curl_library() {
  static const CurlLibrary library = open_library();
  return library;
}

}  // namespace cauth::http
