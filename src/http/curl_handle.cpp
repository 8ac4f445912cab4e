#include "http/curl_handle.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"

#include <fmt/format.h>

namespace cauth::http {

void CurlList::add(std::string text) {
  curl_slist* longer = curl_->slist_append(list_, text.c_str());
  wipe(text);
  if (longer == nullptr) throw Error(Category::internal, "out of memory");
  list_ = longer;
}

void CurlList::clear() noexcept {
  for (curl_slist* item = list_; item != nullptr; item = item->next)
    wipe(item->data, std::char_traits<char>::length(item->data));
  curl_->slist_free_all(std::exchange(list_, nullptr));
}

CurlHandle::CurlHandle(const CurlLibrary& curl) : curl_(curl), handle_(curl.easy_init()) {
  if (handle_ == nullptr) throw Error(Category::internal, "libcurl gave no handle");
}

CurlHandle::~CurlHandle() {
  if (prints_cookies_) curl_.easy_setopt(handle_, CURLOPT_COOKIEJAR, "-");
  curl_.easy_cleanup(handle_);
}

std::string CurlHandle::text(CURLINFO info) const {
  char* text = nullptr;
  const bool known = curl_.easy_getinfo(handle_, info, &text) == CURLE_OK && text != nullptr;
  return known ? text : "";
}

long CurlHandle::number(CURLINFO info) const {
  long number = 0;
  return curl_.easy_getinfo(handle_, info, &number) == CURLE_OK ? number : 0;
}

std::int64_t CurlHandle::size(CURLINFO info) const {
  curl_off_t size = 0;
  return curl_.easy_getinfo(handle_, info, &size) == CURLE_OK ? size : 0;
}

void CurlHandle::check(CURLcode code, std::string_view asked_by) const {
  if (code == CURLE_OK) return;
  if (code == CURLE_OUT_OF_MEMORY) throw Error(Category::internal, "out of memory");
  const char* version = curl_.version_info(CURLVERSION_NOW)->version;
  if (asked_by.empty()) {
    throw usage_error(
        fmt::format("libcurl {} cannot do what was asked: {}", version, curl_.easy_strerror(code)),
        "install libcurl 7.85 or newer");
  }
  const bool unknown =
      code == CURLE_UNKNOWN_OPTION || code == CURLE_NOT_BUILT_IN || code == CURLE_UNSUPPORTED_PROTOCOL;
  throw usage_error(unknown ? fmt::format("this machine's libcurl {} does not know {}", version, asked_by)
                            : fmt::format("libcurl {} does not take the value of {}", version, asked_by));
}

}  // namespace cauth::http
