#include "http/curl_send.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "http/curl_transfer.hpp"

#include <string_view>

namespace cauth::http {
namespace {

std::string find_hashed_folder(const CurlLibrary& curl) {
  const curl_version_info_data* version = curl.version_info(CURLVERSION_NOW);
  const bool reads_lazily =
      version->ssl_version != nullptr && std::string_view(version->ssl_version).starts_with("OpenSSL");
  const bool known = version->age >= CURLVERSION_SEVENTH && version->capath != nullptr;
  return reads_lazily && known ? version->capath : "";
}

}  // namespace

CurlSender::CurlSender(const CurlLibrary& curl) : hashed_folder_(find_hashed_folder(curl)) {}

Response CurlSender::send(CurlHandle& handle, const Request& request, BodySink& sink,
                          const std::function<CURLcode(CurlHandle&)>& perform) const {
  throw_if_interrupted();
  if (trusts_lazily(request)) {
    CurlTransfer transfer(handle, request, sink);
    transfer.trust_folder(hashed_folder_);
    const CURLcode code = perform(handle);
    if (code != CURLE_PEER_FAILED_VERIFICATION) return transfer.end(code);
  }
  // Nothing was sent when the folder did not lead to a trusted issuer: the bundle may know more.
  CurlTransfer transfer(handle, request, sink);
  return transfer.end(perform(handle));
}

bool CurlSender::trusts_lazily(const Request& request) const {
  const auto scheme = std::string_view(request.url).substr(0, request.url.find(':'));
  return request.tls.verify && request.tls.ca_file.empty() && request.tls.ca_folder.empty() &&
         !hashed_folder_.empty() && equal_ignoring_case(scheme, "https");
}

}  // namespace cauth::http
