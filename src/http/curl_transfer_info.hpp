#pragma once

#include "http/curl_handle.hpp"
#include "http/transfer_info.hpp"

namespace cauth::http {

/// What libcurl knows of the transfer that ended last on the handle.
TransferInfo transfer_info(const CurlHandle& handle, bool with_certificates);

}  // namespace cauth::http
