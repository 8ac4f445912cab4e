#pragma once

#include <curl/curl.h>

namespace cauth::http {

/// The functions of libcurl that we call, without their "curl_". Nothing else of it is used.
struct CurlLibrary {
// NOLINTNEXTLINE(bugprone-macro-parentheses): it declares the name
#define FUNCTION(name) decltype(&curl_##name) name = nullptr;
#include "http/curl_functions.def"
#undef FUNCTION
};

/// The library, opened and set up when first asked for: a command that sends nothing does not pay for it.
/// Error{usage} naming the package when the system has none.
const CurlLibrary& curl_library();

}  // namespace cauth::http
