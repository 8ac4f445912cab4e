#pragma once

#include "http/curl_handle.hpp"
#include "http/message.hpp"

#include <exception>
#include <memory>
#include <string_view>
#include <vector>

namespace cauth::http {

/// The body of a request on its way into libcurl: from memory, a stream, or a form. Does not move while the
/// transfer lives.
class CurlRequestBody {
 public:
  /// Error{transport, 65} (CURLE_SEND_FAIL_REWIND) for a stream that was sent before and cannot be again.
  CurlRequestBody(CurlHandle& handle, const Request& request);

  /// The method that libcurl uses of itself: "GET", "POST", "PUT".
  std::string_view method() const;
  /// What a source threw, or null.
  const std::exception_ptr& failure() const { return failure_; }

 private:
  /// A source, and where what it throws is kept.
  struct Stream {
    BodySource& source;
    std::exception_ptr& failure;

    std::size_t read(char* memory, std::size_t size_bytes) noexcept;
    int seek(curl_off_t offset, int origin) noexcept;
  };
  friend struct StreamCallbacks;

  void set_stream(BodySource& source);
  void set_form(const Form& form);
  void add_parts(curl_mime* mime, const std::vector<FormPart>& parts);
  void add_part(curl_mime* mime, const FormPart& part);
  void set_content(curl_mimepart* to, const FormPart& part);
  Stream& stream_of(BodySource& source);
  void check(CURLcode code, std::string_view file = {}) const;

  CurlHandle& handle_;
  const Request& request_;
  std::vector<std::unique_ptr<Stream>> streams_;  // libcurl keeps their addresses
  struct FreeMime {
    const CurlLibrary* curl;
    void operator()(curl_mime* mime) const { curl->mime_free(mime); }
  };
  std::unique_ptr<curl_mime, FreeMime> mime_;
  std::exception_ptr failure_;
};

}  // namespace cauth::http
