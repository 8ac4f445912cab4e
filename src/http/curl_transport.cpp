#include "http/curl_transport.hpp"

#include "http/curl_handle.hpp"
#include "http/curl_send.hpp"

#include <optional>

namespace cauth::http {
namespace {

class CurlTransport : public Transport {
 public:
  CurlTransport() : curl_(curl_library()), sender_(curl_), handle_(curl_) {}

  Response send(const Request& request, BodySink& sink) override {
    return sender_.send(handle_for(request), request, sink,
                        [](CurlHandle& handle) { return handle.perform(); });
  }

 private:
  // Cookies stay in their handle: they are the API's, and none of Cognito's business.
  CurlHandle& handle_for(const Request& request) {
    if (!request.cookies) return handle_;
    if (!with_cookies_) with_cookies_.emplace(curl_);
    return *with_cookies_;
  }

  const CurlLibrary& curl_;
  CurlSender sender_;
  CurlHandle handle_;
  std::optional<CurlHandle> with_cookies_;
};

}  // namespace

std::unique_ptr<Transport> open_curl_transport() {
  return std::make_unique<CurlTransport>();
}

}  // namespace cauth::http
