#include "http/curl_transfer.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "http/curl_errors.hpp"
#include "http/curl_transfer_info.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::http {
namespace {

// curl's own: fewer and larger writes than libcurl's usual 16 KiB make.
constexpr long kBufferBytes = 100L * 1024;

extern "C" {

std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* user) {
  return static_cast<CurlTransfer*>(user)->take_header({bytes, count}) ? count : 0;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user) {
  return static_cast<CurlTransfer*>(user)->take_body({bytes, count}) ? count : 0;
}

int on_progress(void* user, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total,
                curl_off_t uploaded) {
  const Progress progress{.download_total = download_total,
                          .downloaded = downloaded,
                          .upload_total = upload_total,
                          .uploaded = uploaded};
  return static_cast<CurlTransfer*>(user)->take_progress(progress) ? 0 : 1;
}

int on_debug(CURL*, curl_infotype type, char* bytes, std::size_t count, void* user) {
  constexpr std::array<TraceKind, CURLINFO_END> kKinds{
      TraceKind::text,     TraceKind::header_in, TraceKind::header_out, TraceKind::data_in,
      TraceKind::data_out, TraceKind::tls_in,    TraceKind::tls_out};
  if (type >= CURLINFO_TEXT && type < CURLINFO_END)
    static_cast<CurlTransfer*>(user)->take_event(kKinds[static_cast<std::size_t>(type)], {bytes, count});
  return 0;
}

}  // extern "C"

// A line end in a name or value would add a header of its own. The value may be a secret, and is not shown.
void check_header(std::string_view name, std::string_view value = {}) {
  constexpr std::string_view kForbidden("\r\n\0", 3);
  const auto holds_one = [&](std::string_view text) {
    return text.find_first_of(kForbidden) != std::string_view::npos;
  };
  if (!holds_one(name) && !holds_one(value)) return;
  throw usage_error(fmt::format("the header \"{}\" holds a line end", printable(name)),
                    "a value read from a file that Windows wrote ends with one");
}

std::string header_line(std::string_view name, std::string_view value) {
  check_header(name, value);
  // libcurl's way to say "send it, empty".
  return value.empty() ? fmt::format("{};", name) : fmt::format("{}: {}", name, value);
}

}  // namespace

CurlTransfer::CurlTransfer(CurlHandle& handle, const Request& request, BodySink& sink)
    : clean_{handle},
      handle_(handle),
      request_(request),
      sink_(sink),
      headers_(handle.library()),
      options_(handle),
      body_(handle, request) {
  handle_.set(CURLOPT_ERRORBUFFER, reason_.data());
  set_connection();
  set_message();
  set_callbacks();
  options_.apply(request.options);
  // After -r, which it replaces.
  if (resumes_download()) handle_.set_text(CURLOPT_RANGE, fmt::format("{}-", request.resume_from));
}

void CurlTransfer::trust_folder(const std::string& folder) {
  handle_.set(CURLOPT_CAINFO, static_cast<char*>(nullptr));
  handle_.set_text(CURLOPT_CAPATH, folder);
}

void CurlTransfer::set_connection() {
  const auto set_if_any = [this](CURLoption option, const std::string& text) {
    if (!text.empty()) handle_.set_text(option, text);
  };
  handle_.set_text(CURLOPT_URL, request_.url);
  handle_.set(CURLOPT_PROTOCOLS_STR, "http,https");
  handle_.set(CURLOPT_NOSIGNAL, 1L);
  handle_.set(CURLOPT_TCP_KEEPALIVE, 1L);
  handle_.set(CURLOPT_BUFFERSIZE, kBufferBytes);
  handle_.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.limits.connect_timeout.count()));
  handle_.set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.limits.total_timeout.count()));
  // Set even when empty, or libcurl asks the environment itself.
  const auto url = parse_typed_url(request_.url);
  const bool direct = url && url->is_loopback() && !any_of(request_.options, &CurlOptionRow::reroutes);
  handle_.set(CURLOPT_PROXY, direct ? "" : request_.proxy.c_str());
  set_if_any(CURLOPT_NOPROXY, request_.no_proxy);
  set_if_any(CURLOPT_CAINFO, request_.tls.ca_file);
  set_if_any(CURLOPT_CAPATH, request_.tls.ca_folder);
  if (request_.want_certificates) handle_.set(CURLOPT_CERTINFO, 1L);
  if (request_.tls.verify) return;
  handle_.set(CURLOPT_SSL_VERIFYPEER, 0L);
  handle_.set(CURLOPT_SSL_VERIFYHOST, 0L);
}

void CurlTransfer::set_message() {
  if (request_.no_body_expected) handle_.set(CURLOPT_NOBODY, 1L);
  const std::string_view usual = request_.no_body_expected ? "HEAD" : body_.method();
  if (request_.method != usual) {
    check_header(request_.method);
    handle_.set_text(CURLOPT_CUSTOMREQUEST, request_.method);
  }
  if (request_.resume_from != 0 && !resumes_download())
    handle_.set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(request_.resume_from));
  handle_.set(CURLOPT_FILETIME, 1L);
  set_headers();
  set_cookies();
}

void CurlTransfer::set_headers() {
  if (!request_.user_agent.empty()) handle_.set_text(CURLOPT_USERAGENT, request_.user_agent);
  for (const auto& name : request_.removed_headers) {
    check_header(name);
    headers_.add(name + ':');
  }
  for (const auto& [name, value] : request_.headers.fields()) headers_.add(header_line(name, value));
  handle_.set(CURLOPT_HTTPHEADER, headers_.get());
  if (!request_.basic_credentials) return;
  std::string credentials(request_.basic_credentials->reveal());
  handle_.set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  handle_.set_text(CURLOPT_USERPWD, credentials);
  wipe(credentials);
}

void CurlTransfer::set_cookies() {
  if (!request_.cookies) return;
  const Cookies& cookies = *request_.cookies;
  if (!cookies.data.empty()) handle_.set_text(CURLOPT_COOKIE, cookies.data);
  if (cookies.drop_session_cookies) handle_.set(CURLOPT_COOKIESESSION, 1L);
  for (const auto& file : cookies.files) {
    if (handle_.is_new_cookie_file(file)) handle_.set_text(CURLOPT_COOKIEFILE, file);
  }
  if (cookies.jar == "-") {
    handle_.print_cookies_at_end();
    handle_.set(CURLOPT_COOKIEFILE, "");  // no file: it makes libcurl keep cookies
  } else if (!cookies.jar.empty()) {
    handle_.set_text(CURLOPT_COOKIEJAR, cookies.jar);
  }
}

void CurlTransfer::set_callbacks() {
  handle_.set(CURLOPT_HEADERFUNCTION, &on_header);
  handle_.set(CURLOPT_HEADERDATA, this);
  handle_.set(CURLOPT_WRITEFUNCTION, &on_body);
  handle_.set(CURLOPT_WRITEDATA, this);
  handle_.set(CURLOPT_XFERINFOFUNCTION, &on_progress);
  handle_.set(CURLOPT_XFERINFODATA, this);
  handle_.set(CURLOPT_NOPROGRESS, 0L);
  if (request_.trace == nullptr) return;
  handle_.set(CURLOPT_DEBUGFUNCTION, &on_debug);
  handle_.set(CURLOPT_DEBUGDATA, this);
  handle_.set(CURLOPT_VERBOSE, 1L);
}

bool CurlTransfer::resumes_download() const {
  return request_.resume_from > 0 && body_.method() == "GET";
}

template <class Action>
bool CurlTransfer::guarded(Action action) {
  try {
    action();
    return true;
  } catch (...) {
    failure_ = std::current_exception();
    return false;
  }
}

bool CurlTransfer::take_header(std::string_view line) {
  return guarded([&] {
    head_.line(line);
    if (!head_.complete()) told_ = false;
    if (!head_.complete() || told_) return;
    told_ = true;
    wanted_ = sink_.on_response(head_.response());
    if (resumes_download()) resumed_ = judge_resumed(head_.response(), request_.resume_from);
  });
}

bool CurlTransfer::take_body(std::string_view bytes) {
  head_.body_begins();
  if (!wanted_) return true;
  return resumed_ == ResumedDownload::goes_on && guarded([&] { sink_.on_bytes(bytes); });
}

bool CurlTransfer::take_progress(const Progress& progress) {
  if (interrupting_signal()) return false;
  return request_.progress == nullptr || guarded([&] { request_.progress->on_progress(progress); });
}

void CurlTransfer::take_event(TraceKind kind, std::string_view bytes) {
  guarded([&] { request_.trace->on_event(kind, bytes); });
}

// What take_body refused was refused with CURLE_WRITE_ERROR.
CURLcode CurlTransfer::as_resumed(CURLcode code) {
  if (code != CURLE_WRITE_ERROR || failure_ || resumed_ == ResumedDownload::goes_on) return code;
  if (resumed_ == ResumedDownload::complete) return CURLE_OK;
  return CURLE_RANGE_ERROR;
}

Response CurlTransfer::end(CURLcode code) {
  code = as_resumed(code);
  Response response = head_.take();
  response.transfer = transfer_info(handle_, request_.want_certificates);
  response.effective_url = response.transfer.effective_url;
  response.redirect_url = handle_.text(CURLINFO_REDIRECT_URL);
  // libcurl writes it at the end of the handle, which a signal may take from us.
  if (request_.cookies && !request_.cookies->jar.empty() && request_.cookies->jar != "-")
    handle_.set(CURLOPT_COOKIELIST, "FLUSH");
  const bool failed = code != CURLE_OK || failure_ || body_.failure();
  if (!failed) {
    sink_.on_end(response);
    return response;
  }
  const auto first_failure = failure_ ? failure_ : body_.failure();
  guarded([&] { sink_.on_end(response); });
  if (first_failure) std::rethrow_exception(first_failure);
  fail(code);
}

void CurlTransfer::fail(CURLcode code) {
  if (code == CURLE_ABORTED_BY_CALLBACK) throw_if_interrupted();
  const char* reason = reason_[0] != '\0' ? reason_.data() : handle_.library().easy_strerror(code);
  throw transport_error(code, request_.url, reason);
}

}  // namespace cauth::http
