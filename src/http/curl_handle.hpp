#pragma once

#include "http/curl_library.hpp"

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::http {

/// A list of texts as libcurl takes them. They may hold tokens: wiped at the end.
class CurlList {
 public:
  explicit CurlList(const CurlLibrary& curl) : curl_(&curl) {}
  CurlList(CurlList&& other) noexcept : curl_(other.curl_), list_(std::exchange(other.list_, nullptr)) {}
  CurlList(const CurlList&) = delete;
  CurlList& operator=(const CurlList&) = delete;
  CurlList& operator=(CurlList&&) = delete;
  ~CurlList() { clear(); }

  /// Wipes `text`.
  void add(std::string text);
  curl_slist* get() const { return list_; }
  /// From now on somebody else's to free.
  curl_slist* release() { return std::exchange(list_, nullptr); }

 private:
  void clear() noexcept;

  const CurlLibrary* curl_;
  curl_slist* list_ = nullptr;
};

/// One of libcurl's easy handles. Every option that is set is looked at: an older libcurl, opened at run
/// time, may not know it.
class CurlHandle {
 public:
  explicit CurlHandle(const CurlLibrary& curl);
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;
  ~CurlHandle();

  const CurlLibrary& library() const { return curl_; }
  CURL* get() const { return handle_; }
  /// Forgets all options; connections, cookies and what was resolved stay.
  void reset() { curl_.easy_reset(handle_); }
  CURLcode perform() { return curl_.easy_perform(handle_); }
  /// Cookies go to standard output when the handle goes: `-c -`.
  void print_cookies_at_end() { prints_cookies_ = true; }
  /// False: the cookies of this file have been read, and what servers said since then counts more.
  bool is_new_cookie_file(const std::string& path) { return cookie_files_.insert(path).second; }

  /// Error{usage} when this libcurl cannot do it, in the words of the command line where `asked_by` has them
  /// ("--haproxy-protocol").
  template <class Value>
  void set(CURLoption option, Value value, std::string_view asked_by = {}) {
    check(curl_.easy_setopt(handle_, option, value), asked_by);
  }
  void set_text(CURLoption option, const std::string& text, std::string_view asked_by = {}) {
    set(option, text.c_str(), asked_by);
  }

  // What libcurl knows of the last transfer; what it does not know is empty or 0.
  std::string text(CURLINFO info) const;
  long number(CURLINFO info) const;
  std::int64_t size(CURLINFO info) const;
  std::chrono::microseconds time(CURLINFO info) const { return std::chrono::microseconds(size(info)); }

 private:
  void check(CURLcode code, std::string_view asked_by) const;

  const CurlLibrary& curl_;
  CURL* handle_;
  std::set<std::string> cookie_files_;
  bool prints_cookies_ = false;
};

}  // namespace cauth::http
