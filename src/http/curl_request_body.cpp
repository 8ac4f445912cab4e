#include "http/curl_request_body.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace cauth::http {

struct StreamCallbacks {
  static std::size_t read(char* memory, std::size_t size, std::size_t count, void* stream) {
    return static_cast<CurlRequestBody::Stream*>(stream)->read(memory, size * count);
  }
  static int seek(void* stream, curl_off_t offset, int origin) {
    return static_cast<CurlRequestBody::Stream*>(stream)->seek(offset, origin);
  }
};

std::size_t CurlRequestBody::Stream::read(char* memory, std::size_t size_bytes) noexcept {
  try {
    return source.read({memory, size_bytes});
  } catch (...) {
    failure = std::current_exception();
    return CURL_READFUNC_ABORT;
  }
}

// Only the begin can be gone back to; anywhere else libcurl gets to by reading.
int CurlRequestBody::Stream::seek(curl_off_t offset, int origin) noexcept {
  if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  try {
    return source.rewind() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL;
  } catch (...) {
    failure = std::current_exception();
    return CURL_SEEKFUNC_FAIL;
  }
}

CurlRequestBody::CurlRequestBody(CurlHandle& handle, const Request& request)
    : handle_(handle), request_(request), mime_(nullptr, FreeMime{&handle.library()}) {
  if (request.stream != nullptr) {
    set_stream(*request.stream);
  } else if (request.form != nullptr) {
    set_form(*request.form);
  } else if (request.body) {
    handle.set(CURLOPT_POST, 1L);
    handle.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
    // An empty body has no address, and without one libcurl reads standard input.
    handle.set(CURLOPT_POSTFIELDS, request.body->empty() ? "" : request.body->reveal().data());
  }
}

std::string_view CurlRequestBody::method() const {
  if (request_.stream != nullptr && request_.upload) return "PUT";
  const bool body = request_.stream != nullptr || request_.form != nullptr || request_.body;
  return body ? "POST" : "GET";
}

CurlRequestBody::Stream& CurlRequestBody::stream_of(BodySource& source) {
  if (!source.rewind()) {
    Error error(Category::transport, "the body was sent before, and cannot be read again",
                "give it as a file instead of through a pipe");
    error.detail = CURLE_SEND_FAIL_REWIND;
    throw error;
  }
  streams_.push_back(std::make_unique<Stream>(Stream{source, failure_}));
  return *streams_.back();
}

void CurlRequestBody::set_stream(BodySource& source) {
  Stream& stream = stream_of(source);
  const auto size = source.size();
  const auto size_bytes = size ? static_cast<curl_off_t>(*size) : curl_off_t{-1};
  handle_.set(request_.upload ? CURLOPT_UPLOAD : CURLOPT_POST, 1L);
  handle_.set(request_.upload ? CURLOPT_INFILESIZE_LARGE : CURLOPT_POSTFIELDSIZE_LARGE, size_bytes);
  handle_.set(CURLOPT_READFUNCTION, &StreamCallbacks::read);
  handle_.set(CURLOPT_READDATA, &stream);
  handle_.set(CURLOPT_SEEKFUNCTION, &StreamCallbacks::seek);
  handle_.set(CURLOPT_SEEKDATA, &stream);
}

void CurlRequestBody::set_form(const Form& form) {
  mime_.reset(handle_.library().mime_init(handle_.get()));
  if (!mime_) throw Error(Category::internal, "out of memory");
  add_parts(mime_.get(), form.parts);
  if (form.escape_with_backslash)
    handle_.set(CURLOPT_MIME_OPTIONS, static_cast<long>(CURLMIMEOPT_FORMESCAPE), "--form-escape");
  handle_.set(CURLOPT_MIMEPOST, mime_.get());
}

void CurlRequestBody::add_parts(curl_mime* mime, const std::vector<FormPart>& parts) {
  for (const auto& part : parts) add_part(mime, part);
}

void CurlRequestBody::add_part(curl_mime* mime, const FormPart& part) {
  const CurlLibrary& curl = handle_.library();
  curl_mimepart* to = curl.mime_addpart(mime);
  if (to == nullptr) throw Error(Category::internal, "out of memory");
  if (!part.name.empty()) check(curl.mime_name(to, part.name.c_str()));
  set_content(to, part);
  if (part.type) check(curl.mime_type(to, part.type->c_str()));
  if (part.filename) check(curl.mime_filename(to, part.filename->empty() ? nullptr : part.filename->c_str()));
  if (!part.encoder.empty()) check(curl.mime_encoder(to, part.encoder.c_str()));
  CurlList headers(curl);
  for (const auto& header : part.headers) headers.add(header);
  if (headers.get() != nullptr) check(curl.mime_headers(to, headers.release(), 1));
}

void CurlRequestBody::set_content(curl_mimepart* to, const FormPart& part) {
  const CurlLibrary& curl = handle_.library();
  if (!part.parts.empty()) {
    std::unique_ptr<curl_mime, FreeMime> inner(curl.mime_init(handle_.get()), FreeMime{&curl});
    if (!inner) throw Error(Category::internal, "out of memory");
    add_parts(inner.get(), part.parts);
    check(curl.mime_subparts(to, inner.get()));
    inner.release();  // NOLINT(bugprone-unused-return-value): it belongs to the part now
  } else if (!part.file.empty()) {
    check(curl.mime_filedata(to, part.file.c_str()), part.file);
  } else if (part.source != nullptr) {
    Stream& stream = stream_of(*part.source);
    const auto size = part.source->size();
    check(curl.mime_data_cb(to, size ? static_cast<curl_off_t>(*size) : curl_off_t{-1},
                            &StreamCallbacks::read, &StreamCallbacks::seek, nullptr, &stream));
  } else {
    const auto content = part.content.reveal();
    check(curl.mime_data(to, content.empty() ? "" : content.data(), content.size()));
  }
}

void CurlRequestBody::check(CURLcode code, std::string_view file) const {
  if (code == CURLE_OK) return;
  const char* reason = handle_.library().easy_strerror(code);
  Error error(Category::transport, file.empty() ? fmt::format("the form cannot be made: {}", reason)
                                                : fmt::format("cannot read \"{}\"", printable(file)));
  error.detail = code;
  throw error;
}

}  // namespace cauth::http
