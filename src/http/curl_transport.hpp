#pragma once

#include "http/transport.hpp"

#include <memory>

namespace cauth::http {

/// Sends over one libcurl handle, so that connections are used again. Opens libcurl: Error{usage} when the
/// system has none.
///
/// The system's certificates are read lazily where that can be done (OpenSSL's hashed folder): parsing the
/// usual bundle takes longer than everything else in a request. SIGINT and SIGTERM end a transfer with
/// Error{interrupted}.
std::unique_ptr<Transport> open_curl_transport();

}  // namespace cauth::http
