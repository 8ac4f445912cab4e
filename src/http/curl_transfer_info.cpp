#include "http/curl_transfer_info.hpp"

#include <string_view>

namespace cauth::http {
namespace {

int version_number(long curl_version) {
  constexpr int kHttp10 = 10, kHttp11 = 11, kHttp2 = 20, kHttp3 = 30;
  switch (curl_version) {
    case CURL_HTTP_VERSION_1_0: return kHttp10;
    case CURL_HTTP_VERSION_1_1: return kHttp11;
    case CURL_HTTP_VERSION_2_0: return kHttp2;
    case CURL_HTTP_VERSION_3: return kHttp3;
    default: return 0;
  }
}

// As curl's %{certs} has them: fields as lines, then the certificate without its "Cert:".
void add_certificate(std::string& text, const curl_slist* fields) {
  constexpr std::string_view kPem = "Cert:";
  for (; fields != nullptr; fields = fields->next) {
    std::string_view field = fields->data;
    if (field.starts_with(kPem)) field.remove_prefix(kPem.size());
    text += field;
    if (!text.ends_with('\n')) text += '\n';
  }
}

void add_certificates(TransferInfo& info, const CurlHandle& handle) {
  curl_certinfo* chain = nullptr;
  if (handle.library().easy_getinfo(handle.get(), CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr)
    return;
  info.certificate_count = chain->num_of_certs;
  for (int i = 0; i < chain->num_of_certs; ++i) add_certificate(info.certificates, chain->certinfo[i]);
}

}  // namespace

TransferInfo transfer_info(const CurlHandle& handle, bool with_certificates) {
  TransferInfo info{.namelookup = handle.time(CURLINFO_NAMELOOKUP_TIME_T),
                    .connect = handle.time(CURLINFO_CONNECT_TIME_T),
                    .appconnect = handle.time(CURLINFO_APPCONNECT_TIME_T),
                    .pretransfer = handle.time(CURLINFO_PRETRANSFER_TIME_T),
                    .starttransfer = handle.time(CURLINFO_STARTTRANSFER_TIME_T),
                    .total = handle.time(CURLINFO_TOTAL_TIME_T),
                    .download_bytes = handle.size(CURLINFO_SIZE_DOWNLOAD_T),
                    .upload_bytes = handle.size(CURLINFO_SIZE_UPLOAD_T),
                    .download_speed = handle.size(CURLINFO_SPEED_DOWNLOAD_T),
                    .upload_speed = handle.size(CURLINFO_SPEED_UPLOAD_T),
                    .head_bytes = handle.number(CURLINFO_HEADER_SIZE),
                    .request_bytes = handle.number(CURLINFO_REQUEST_SIZE),
                    .file_time = handle.size(CURLINFO_FILETIME_T),
                    .status = handle.number(CURLINFO_RESPONSE_CODE),
                    .proxy_status = handle.number(CURLINFO_HTTP_CONNECTCODE),
                    .connects = handle.number(CURLINFO_NUM_CONNECTS),
                    .ssl_verify_result = handle.number(CURLINFO_SSL_VERIFYRESULT),
                    .proxy_ssl_verify_result = handle.number(CURLINFO_PROXY_SSL_VERIFYRESULT),
                    .http_version = version_number(handle.number(CURLINFO_HTTP_VERSION)),
                    .scheme = handle.text(CURLINFO_SCHEME),
                    .effective_url = handle.text(CURLINFO_EFFECTIVE_URL),
                    .effective_method = handle.text(CURLINFO_EFFECTIVE_METHOD),
                    .content_type = handle.text(CURLINFO_CONTENT_TYPE),
                    .referer = handle.text(CURLINFO_REFERER),
                    .local_ip = handle.text(CURLINFO_LOCAL_IP),
                    .remote_ip = handle.text(CURLINFO_PRIMARY_IP),
                    .local_port = handle.number(CURLINFO_LOCAL_PORT),
                    .remote_port = handle.number(CURLINFO_PRIMARY_PORT)};
  if (with_certificates) add_certificates(info, handle);
  return info;
}

}  // namespace cauth::http
