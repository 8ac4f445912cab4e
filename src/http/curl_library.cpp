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
  return {.global_init = &curl_global_init,
          .version_info = &curl_version_info,
          .easy_init = &curl_easy_init,
          .easy_cleanup = &curl_easy_cleanup,
          .easy_reset = &curl_easy_reset,
          .easy_setopt = &curl_easy_setopt,
          .easy_getinfo = &curl_easy_getinfo,
          .easy_perform = &curl_easy_perform,
          .easy_strerror = &curl_easy_strerror,
          .slist_append = &curl_slist_append,
          .slist_free_all = &curl_slist_free_all};
}

#else

template <class Function>
void find(void* library, Function& function, const char* name) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  if (function == nullptr) throw usage_error(fmt::format("libcurl.so.4 has no {}", name), kInstall);
}

CurlLibrary find_functions() {
  // Never closed: libcurl and what it brings along do not like to be unloaded.
  void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw usage_error("cannot send requests: the library libcurl.so.4 was not found", kInstall);
  }
  CurlLibrary found;
  find(library, found.global_init, "curl_global_init");
  find(library, found.version_info, "curl_version_info");
  find(library, found.easy_init, "curl_easy_init");
  find(library, found.easy_cleanup, "curl_easy_cleanup");
  find(library, found.easy_reset, "curl_easy_reset");
  find(library, found.easy_setopt, "curl_easy_setopt");
  find(library, found.easy_getinfo, "curl_easy_getinfo");
  find(library, found.easy_perform, "curl_easy_perform");
  find(library, found.easy_strerror, "curl_easy_strerror");
  find(library, found.slist_append, "curl_slist_append");
  find(library, found.slist_free_all, "curl_slist_free_all");
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
