#include "http/curl_transport.hpp"

#include "http/curl_handle.hpp"
#include "http/curl_send.hpp"

#include <optional>

namespace cauth::http {
namespace {

class CurlTransport : public Transport {
 public:
  Response send(const Request& request, BodySink& sink) override {
    if (!sender_) sender_.emplace(curl_library());
    return sender_->send(handle_for(request), request, sink,
                         [](CurlHandle& handle) { return handle.perform(); });
  }

 private:
  // Cookies stay in their handle: they are the API's, and none of Cognito's business.
  CurlHandle& handle_for(const Request& request) {
    auto& handle = request.cookies ? with_cookies_ : plain_;
    if (!handle) handle.emplace(curl_library());
    return *handle;
  }

  std::optional<CurlSender> sender_;
  std::optional<CurlHandle> plain_, with_cookies_;
};

}  // namespace

std::unique_ptr<Transport> open_curl_transport() {
  return std::make_unique<CurlTransport>();
}

}  // namespace cauth::http
