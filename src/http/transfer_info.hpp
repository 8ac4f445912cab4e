#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace cauth::http {

/// What is known of a transfer besides the answer: all that `curl -w` shows. Times count from its begin.
struct TransferInfo {
  using Time = std::chrono::microseconds;
  Time namelookup{0}, connect{0}, appconnect{0}, pretransfer{0}, starttransfer{0}, total{0};
  std::int64_t download_bytes = 0, upload_bytes = 0;
  std::int64_t download_speed = 0, upload_speed = 0;  ///< bytes a second, on average
  std::int64_t head_bytes = 0;                        ///< of all header blocks that came
  std::int64_t request_bytes = 0;                     ///< of the request without its body
  std::int64_t file_time = -1;                        ///< Last-Modified in seconds since 1970; -1: none
  long status = 0;                                    ///< of the last answer; 0: none came
  long proxy_status = 0;                              ///< of the last CONNECT
  long connects = 0;                                  ///< new connections that were made
  long ssl_verify_result = 0, proxy_ssl_verify_result = 0;
  int http_version = 0;  ///< 10, 11, 20, 30; 0: no answer
  std::string scheme;    ///< as this libcurl spells it: "HTTPS", newer ones "https"
  std::string effective_url, effective_method, content_type, referer;
  std::string local_ip, remote_ip;
  long local_port = 0, remote_port = 0;
  std::string certificates;  ///< PEM and fields of the server's chain, where Request::want_certificates
  int certificate_count = 0;
};

/// How far a transfer has come; bytes, 0 for a total that is not known.
struct Progress {
  std::int64_t download_total = 0, downloaded = 0;
  std::int64_t upload_total = 0, uploaded = 0;
};

/// Is told of it often: several times a second while bytes move, about once a second while none do.
struct ProgressSink {
  virtual ~ProgressSink() = default;
  virtual void on_progress(const Progress& progress) = 0;
};

}  // namespace cauth::http
