#include "http/curl_transport.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "http/curl_handle.hpp"
#include "http/curl_transfer.hpp"

#include <optional>
#include <string>

namespace cauth::http {
namespace {

// OpenSSL's folder of certificates, which it reads lazily; empty where this libcurl has none.
std::string hashed_folder(const CurlLibrary& curl) {
  const curl_version_info_data* version = curl.version_info(CURLVERSION_NOW);
  const bool reads_lazily =
      version->ssl_version != nullptr && std::string_view(version->ssl_version).starts_with("OpenSSL");
  const bool known = version->age >= CURLVERSION_SEVENTH && version->capath != nullptr;
  return reads_lazily && known ? version->capath : "";
}

class CurlTransport : public Transport {
 public:
  CurlTransport() : curl_(curl_library()), handle_(curl_), hashed_folder_(hashed_folder(curl_)) {}

  Response send(const Request& request, BodySink& sink) override {
    throw_if_interrupted();
    CurlHandle& handle = handle_for(request);
    if (trusts_lazily(request)) {
      CurlTransfer transfer(handle, request, sink);
      transfer.trust_folder(hashed_folder_);
      const CURLcode code = handle.perform();
      if (code != CURLE_PEER_FAILED_VERIFICATION) return transfer.end(code);
    }
    // Nothing was sent when the folder did not lead to a trusted issuer: the bundle may know more.
    CurlTransfer transfer(handle, request, sink);
    return transfer.end(handle.perform());
  }

 private:
  // Cookies stay in their handle: they are the API's, and none of Cognito's business.
  CurlHandle& handle_for(const Request& request) {
    if (!request.cookies) return handle_;
    if (!with_cookies_) with_cookies_.emplace(curl_);
    return *with_cookies_;
  }

  bool trusts_lazily(const Request& request) const {
    const auto scheme = std::string_view(request.url).substr(0, request.url.find(':'));
    return request.tls.verify && request.tls.ca_file.empty() && request.tls.ca_folder.empty() &&
           !hashed_folder_.empty() && equal_ignoring_case(scheme, "https");
  }

  const CurlLibrary& curl_;
  CurlHandle handle_;
  std::optional<CurlHandle> with_cookies_;
  std::string hashed_folder_;
};

}  // namespace

std::unique_ptr<Transport> open_curl_transport() {
  return std::make_unique<CurlTransport>();
}

}  // namespace cauth::http
