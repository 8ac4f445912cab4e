#pragma once

#include "http/curl_handle.hpp"
#include "http/transport.hpp"

#include <functional>
#include <string>

namespace cauth::http {

/// Sends one request over a handle, trusting the system's certificates lazily where that can be done.
class CurlSender {
 public:
  explicit CurlSender(const CurlLibrary& curl);

  /// `perform` lets libcurl do the handle's work, to its end.
  Response send(CurlHandle& handle, const Request& request, BodySink& sink,
                const std::function<CURLcode(CurlHandle&)>& perform) const;

 private:
  bool trusts_lazily(const Request& request) const;

  std::string hashed_folder_;  ///< OpenSSL's, which it reads lazily; empty where this libcurl has none
};

}  // namespace cauth::http
