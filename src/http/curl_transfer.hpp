#pragma once

#include "http/curl_handle.hpp"
#include "http/curl_option_setter.hpp"
#include "http/curl_request_body.hpp"
#include "http/head_reader.hpp"
#include "http/resumed_download.hpp"
#include "http/transport.hpp"

#include <array>
#include <exception>
#include <string>

namespace cauth::http {

/// One request on one handle, from the options to the answer: `begin` before, `end` after libcurl has done
/// its work. Does not move while it lives; request and sink outlive it.
class CurlTransfer {
 public:
  CurlTransfer(CurlHandle& handle, const Request& request, BodySink& sink);
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  ~CurlTransfer() = default;

  /// A folder of certificates to trust instead of all that the system has.
  void trust_folder(const std::string& folder);

  /// The answer, or what went wrong: what a sink or source threw, Error{interrupted}, Error{transport}. The
  /// sink is told of the end in any case.
  Response end(CURLcode code);

  // What libcurl's callbacks call. No exception may pass through its frames: it is kept until `end`.
  bool take_header(std::string_view line);
  bool take_body(std::string_view bytes);
  bool take_progress(const Progress& progress);
  void take_event(TraceKind kind, std::string_view bytes);

 private:
  void set_connection();
  void set_message();
  void set_headers();
  void set_cookies();
  void set_callbacks();
  bool resumes_download() const;
  CURLcode as_resumed(CURLcode code);
  [[noreturn]] void fail(CURLcode code);
  template <class Action>
  bool guarded(Action action);

  // The last to go: libcurl keeps addresses of all the others.
  struct Clean {
    CurlHandle& handle;
    ~Clean() { handle.reset(); }
  } clean_;
  CurlHandle& handle_;
  const Request& request_;
  BodySink& sink_;
  CurlList headers_;
  CurlOptionSetter options_;
  CurlRequestBody body_;
  HeadReader head_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  bool told_ = false;  ///< the sink knows the head
  bool wanted_ = true;
  ResumedDownload resumed_ = ResumedDownload::goes_on;
  std::exception_ptr failure_;
};

}  // namespace cauth::http
