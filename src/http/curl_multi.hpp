#pragma once

#include "base/interrupt.hpp"
#include "http/curl_handle.hpp"

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace cauth::http {

/// libcurl's multi interface on a thread of its own: many handles at work at once, over shared connections.
class CurlMulti {
 public:
  explicit CurlMulti(const CurlLibrary& curl);
  CurlMulti(const CurlMulti&) = delete;
  CurlMulti& operator=(const CurlMulti&) = delete;
  /// Nobody is waiting in `perform` any more.
  ~CurlMulti();

  /// As curl_easy_perform, from any thread. The handle's callbacks run on the multi's own thread while the
  /// caller waits.
  CURLcode perform(CurlHandle& handle);

 private:
  void run();
  void add_new_handles();
  void take_finished();

  const CurlLibrary& curl_;
  CURLM* multi_;
  std::mutex mutex_;
  std::condition_variable finished_;
  std::vector<CURL*> new_handles_;     // guarded by mutex_
  std::map<CURL*, CURLcode> results_;  // guarded by mutex_
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace cauth::http
