#pragma once

#include "http/transport.hpp"

#include <memory>

namespace cauth::http {

/// Sends over one libcurl handle, so that connections are used again. The first request opens libcurl:
/// Error{usage} when the system has none.
///
/// The system's certificates are read lazily where that can be done (OpenSSL's hashed folder): parsing the
/// usual bundle takes longer than everything else in a request. SIGINT and SIGTERM end a transfer with
/// Error{interrupted}.
std::unique_ptr<Transport> open_curl_transport();

/// The same for many threads at once, over connections that they share. `send` blocks its caller; what it is
/// given (sink, sources, progress, trace) is called on a thread of the transport's own meanwhile. Cookies
/// that servers set are not passed on between requests.
std::unique_ptr<Transport> open_parallel_transport();

}  // namespace cauth::http
