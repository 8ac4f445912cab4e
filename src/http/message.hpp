#pragma once

#include "base/secret.hpp"
#include "http/body.hpp"
#include "http/curl_options.hpp"
#include "http/transfer_info.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::http {

/// Header fields in the order they were added; names are compared without case (RFC 9110 section 5.1).
class Headers {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  /// Replaces every field of that name.
  void set(std::string_view name, std::string value);
  void remove(std::string_view name);
  /// The first of that name, or null.
  const std::string* find(std::string_view name) const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Limits {
  std::chrono::milliseconds connect_timeout{0};  ///< 0: libcurl's own (5 minutes)
  std::chrono::milliseconds total_timeout{0};    ///< 0: none
};

struct Tls {
  bool verify = true;
  std::string ca_file;    ///< PEM bundle; empty: the system's
  std::string ca_folder;  ///< OpenSSL hashed folder; empty: the system's
};

/// Sees the wire as `curl -v` shows it: told before anything is redacted, so it must redact.
enum class TraceKind { text, header_in, header_out, data_in, data_out, tls_in, tls_out };
struct Trace {
  virtual ~Trace() = default;
  virtual void on_event(TraceKind kind, std::string_view bytes) = 0;
};

/// The cookies of -b and -c. Files are read once a process, and the jar is written after each transfer.
struct Cookies {
  std::string data;                ///< "a=1; b=2", sent as it is
  std::vector<std::string> files;  ///< to read cookies from; one that is not there holds none
  std::string jar;                 ///< file to keep them in; "-": standard output, at the end
  bool drop_session_cookies = false;
};

struct Request {
  std::string method = "GET";
  std::string url;
  Headers headers;  ///< a value that is empty sends "Name:" with nothing; see `removed_headers`
  std::vector<std::string> removed_headers;  ///< libcurl's own fields that are not to be sent ("Accept")
  std::optional<SecretString> body;          ///< sent as it is
  BodySource* stream = nullptr;              ///< instead of `body`; rewound before it is sent, not owned
  bool upload = false;                       ///< `stream` goes out as with -T: PUT, without a Content-Type
  const Form* form = nullptr;                ///< instead of `body`, as multipart/form-data; not owned
  std::optional<SecretString> basic_credentials;  ///< "user:password"
  bool no_body_expected = false;                  ///< HEAD
  std::int64_t resume_from = 0;                   ///< bytes of the body to leave out, either way: -C
  Limits limits;
  Tls tls;
  std::string proxy;     ///< empty: none; never used for loopback
  std::string no_proxy;  ///< hosts that are reached without it
  std::string user_agent;
  std::optional<Cookies> cookies;   ///< nothing: none are sent nor kept
  std::vector<CurlOption> options;  ///< what libcurl alone understands; wins over all of the above
  bool want_certificates = false;   ///< see TransferInfo::certificates
  Trace* trace = nullptr;
  ProgressSink* progress = nullptr;

  Request clone() const;
};

struct Response {
  int status = 0;
  std::string http_version;  ///< "1.1", "2"
  Headers headers;           ///< of the last header block (after any 1xx)
  /// As it came, status lines and empty lines included: `curl -i`. 1xx blocks before it are part of it.
  std::string head_text;
  std::string effective_url;
  std::string redirect_url;  ///< where a 3xx leads, made absolute; empty for none
  TransferInfo transfer;     ///< filled in when it is over
};

}  // namespace cauth::http
