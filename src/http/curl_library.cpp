#include "http/curl_library.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#ifndef CAUTH_CURL_LINKED
#include <dlfcn.h>
#endif

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
void find(void* library, Function& function, const char* name) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw usage_error(fmt::format("libcurl.so.4 has no {}", name), kInstall);
}

CurlLibrary find_functions() {
  // Never closed: libcurl and what it brings along do not like to be unloaded.
  // Lazy, as for a program that links it: binding all functions of its thirty libraries takes 2.6 of 18
  // million instructions.
  void* library = ::dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) {
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
