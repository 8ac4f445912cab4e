#include "http/curl_transport.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "http/curl_errors.hpp"
#include "http/curl_library.hpp"
#include "http/head_reader.hpp"

#include <fmt/format.h>

#include <array>
#include <exception>
#include <string>
#include <utility>

namespace cauth::http {
namespace {

// Header lines as libcurl takes them. They may hold tokens: wiped at the end.
class HeaderList {
 public:
  explicit HeaderList(const CurlLibrary& curl) : curl_(curl) {}
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() {
    for (curl_slist* item = list_; item != nullptr; item = item->next)
      wipe(item->data, std::char_traits<char>::length(item->data));
    curl_.slist_free_all(list_);
  }
  void add(std::string line) {
    curl_slist* longer = curl_.slist_append(list_, line.c_str());
    wipe(line);
    if (longer == nullptr) throw Error(Category::internal, "out of memory");
    list_ = longer;
  }
  curl_slist* get() const { return list_; }

 private:
  const CurlLibrary& curl_;
  curl_slist* list_ = nullptr;
};

// What the callbacks share during one transfer. No exception may pass through libcurl's frames: it is kept.
struct Transfer {
  HeadReader head;
  BodySink* sink = nullptr;
  Trace* trace = nullptr;
  bool told = false;  ///< the sink knows the head
  bool wanted = true;
  std::exception_ptr failure;

  template <class Action>
  bool guarded(Action action) {
    try {
      action();
      return true;
    } catch (...) {
      failure = std::current_exception();
      return false;
    }
  }
};

extern "C" {

std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const bool fine = transfer.guarded([&] {
    transfer.head.line({bytes, count});
    if (!transfer.head.complete() || transfer.told) return;
    transfer.told = true;
    transfer.wanted = transfer.sink->on_response(transfer.head.response());
  });
  return fine ? count : 0;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.wanted) return count;
  return transfer.guarded([&] { transfer.sink->on_bytes({bytes, count}); }) ? count : 0;
}

int on_progress(void*, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return interrupting_signal() ? 1 : 0;
}

int on_debug(CURL*, curl_infotype type, char* bytes, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto tell = [&](TraceKind kind) {
    transfer.guarded([&] { transfer.trace->on_event(kind, {bytes, count}); });
  };
  switch (type) {
    case CURLINFO_TEXT: tell(TraceKind::text); break;
    case CURLINFO_HEADER_IN: tell(TraceKind::header_in); break;
    case CURLINFO_HEADER_OUT: tell(TraceKind::header_out); break;
    case CURLINFO_DATA_IN: tell(TraceKind::data_in); break;
    case CURLINFO_DATA_OUT: tell(TraceKind::data_out); break;
    default: break;  // TLS records say nothing to people
  }
  return 0;
}

}  // extern "C"

// A line end in a name or value would add a header of its own.
void check_header(std::string_view text) {
  constexpr std::string_view kForbidden("\r\n\0", 3);
  if (text.find_first_of(kForbidden) != std::string_view::npos) {
    throw usage_error(
        fmt::format("the header \"{}\" holds a line end", printable(text.substr(0, text.find(':')))));
  }
}

std::string header_line(std::string_view name, std::string_view value) {
  check_header(name);
  check_header(value);
  // libcurl's way to say "send it, empty".
  return value.empty() ? fmt::format("{};", name) : fmt::format("{}: {}", name, value);
}

class CurlTransport : public Transport {
 public:
  CurlTransport() : curl_(curl_library()), handle_(curl_.easy_init()) {
    if (handle_ == nullptr) throw Error(Category::internal, "libcurl gave no handle");
    const curl_version_info_data* version = curl_.version_info(CURLVERSION_NOW);
    const bool reads_folders_lazily =
        version->ssl_version != nullptr && std::string_view(version->ssl_version).starts_with("OpenSSL");
    if (reads_folders_lazily && version->age >= CURLVERSION_SEVENTH && version->capath != nullptr)
      hashed_folder_ = version->capath;
  }
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;
  ~CurlTransport() override { curl_.easy_cleanup(handle_); }

  Response send(const Request& request, BodySink& sink) override {
    throw_if_interrupted();
    // Nothing was sent when the certificate was refused: the request may be made again.
    const bool lazy = request.tls.verify && request.tls.ca_file.empty() && request.tls.ca_folder.empty() &&
                      !hashed_folder_.empty() && starts_with_https(request.url);
    if (lazy) {
      if (auto response = perform(request, sink, Trust::lazy)) return std::move(*response);
    }
    return *perform(request, sink, Trust::as_asked);
  }

 private:
  enum class Trust { lazy, as_asked };

  static bool starts_with_https(std::string_view url) {
    return equal_ignoring_case(url.substr(0, url.find(':')), "https");
  }

  template <class Value>
  void set(CURLoption option, Value value) {
    const CURLcode code = curl_.easy_setopt(handle_, option, value);
    if (code == CURLE_OK) return;
    throw usage_error(fmt::format("libcurl {} cannot do what was asked: {}",
                                  curl_.version_info(CURLVERSION_NOW)->version, curl_.easy_strerror(code)),
                      "install libcurl 7.85 or newer");
  }

  void set_text(CURLoption option, const std::string& text) {
    if (!text.empty()) set(option, text.c_str());
  }

  // Nothing: the certificate was not trusted by the folder, and the bundle may know more.
  std::optional<Response> perform(const Request& request, BodySink& sink, Trust trust) {
    Transfer transfer{.sink = &sink, .trace = request.trace};
    HeaderList headers(curl_);
    std::array<char, CURL_ERROR_SIZE> reason{};
    curl_.easy_reset(handle_);
    set(CURLOPT_ERRORBUFFER, reason.data());
    set_connection(request, trust);
    set_message(request, headers);
    set_callbacks(transfer);

    const CURLcode code = curl_.easy_perform(handle_);
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (code == CURLE_ABORTED_BY_CALLBACK) throw_if_interrupted();
    if (code == CURLE_PEER_FAILED_VERIFICATION && trust == Trust::lazy) return std::nullopt;
    if (code != CURLE_OK) {
      throw transport_error(code, request.url, reason[0] != '\0' ? reason.data() : curl_.easy_strerror(code));
    }
    return finish(transfer.head.take());
  }

  Response finish(Response response) {
    char* text = nullptr;
    if (curl_.easy_getinfo(handle_, CURLINFO_EFFECTIVE_URL, &text) == CURLE_OK && text != nullptr)
      response.effective_url = text;
    text = nullptr;
    if (curl_.easy_getinfo(handle_, CURLINFO_REDIRECT_URL, &text) == CURLE_OK && text != nullptr)
      response.redirect_url = text;
    curl_off_t microseconds = 0;
    if (curl_.easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &microseconds) == CURLE_OK)
      response.total_time = std::chrono::microseconds(microseconds);
    return response;
  }

  void set_connection(const Request& request, Trust trust) {
    set(CURLOPT_URL, request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.limits.connect_timeout.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(request.limits.total_timeout.count()));
    // Set even when empty, or libcurl asks the environment itself.
    const auto url = parse_typed_url(request.url);
    const bool direct = url && url->is_loopback();
    set(CURLOPT_PROXY, direct ? "" : request.proxy.c_str());
    set_text(CURLOPT_NOPROXY, request.no_proxy);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (trust == Trust::lazy) {
      set(CURLOPT_CAINFO, static_cast<char*>(nullptr));
      set(CURLOPT_CAPATH, hashed_folder_.c_str());
    }
    set_text(CURLOPT_CAINFO, request.tls.ca_file);
    set_text(CURLOPT_CAPATH, request.tls.ca_folder);
    if (!request.tls.verify) {
      set(CURLOPT_SSL_VERIFYPEER, 0L);
      set(CURLOPT_SSL_VERIFYHOST, 0L);
    }
  }

  void set_message(const Request& request, HeaderList& headers) {
    if (request.body) {
      set(CURLOPT_POST, 1L);
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size()));
      set(CURLOPT_POSTFIELDS, request.body->reveal().data());
    }
    if (request.no_body_expected) set(CURLOPT_NOBODY, 1L);
    const std::string_view usual = request.no_body_expected ? "HEAD" : request.body ? "POST" : "GET";
    if (request.method != usual) {
      check_header(request.method);
      set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    }
    set_text(CURLOPT_USERAGENT, request.user_agent);
    for (const auto& name : request.removed_headers) {
      check_header(name);
      headers.add(name + ':');
    }
    for (const auto& [name, value] : request.headers.fields()) headers.add(header_line(name, value));
    set(CURLOPT_HTTPHEADER, headers.get());
    if (request.basic_credentials) {
      std::string credentials(request.basic_credentials->reveal());
      set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
      set(CURLOPT_USERPWD, credentials.c_str());
      wipe(credentials);
    }
  }

  void set_callbacks(Transfer& transfer) {
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_NOPROGRESS, 0L);
    if (transfer.trace == nullptr) return;
    set(CURLOPT_DEBUGFUNCTION, &on_debug);
    set(CURLOPT_DEBUGDATA, &transfer);
    set(CURLOPT_VERBOSE, 1L);
  }

  const CurlLibrary& curl_;
  CURL* handle_;
  std::string hashed_folder_;
};

}  // namespace

std::unique_ptr<Transport> open_curl_transport() {
  return std::make_unique<CurlTransport>();
}

}  // namespace cauth::http
