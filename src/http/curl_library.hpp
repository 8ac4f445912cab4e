#pragma once

#include <curl/curl.h>

namespace cauth::http {

/// The functions of libcurl that we call, without their "curl_". Nothing else of it is used.
#define CAUTH_CURL_FUNCTIONS(FUNCTION)                                                                      \
  FUNCTION(global_init)                                                                                     \
  FUNCTION(version_info)                                                                                    \
  FUNCTION(easy_init) FUNCTION(easy_cleanup) FUNCTION(easy_reset) FUNCTION(easy_setopt)                     \
      FUNCTION(easy_getinfo) FUNCTION(easy_perform) FUNCTION(easy_strerror) FUNCTION(slist_append)          \
          FUNCTION(slist_free_all) FUNCTION(mime_init) FUNCTION(mime_free) FUNCTION(mime_addpart)           \
              FUNCTION(mime_name) FUNCTION(mime_data) FUNCTION(mime_filedata) FUNCTION(mime_data_cb)        \
                  FUNCTION(mime_type) FUNCTION(mime_filename) FUNCTION(mime_encoder) FUNCTION(mime_headers) \
                      FUNCTION(mime_subparts)

struct CurlLibrary {
#define CAUTH_CURL_FUNCTION(name) decltype(&curl_##name) name = nullptr;
  CAUTH_CURL_FUNCTIONS(CAUTH_CURL_FUNCTION)
#undef CAUTH_CURL_FUNCTION
};

/// The library, opened and set up when first asked for: a command that sends nothing does not pay for it.
/// Error{usage} naming the package when the system has none.
const CurlLibrary& curl_library();

}  // namespace cauth::http
