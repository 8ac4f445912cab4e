#include "http/curl_multi.hpp"

#include "base/error.hpp"

namespace cauth::http {
namespace {

// A signal is seen by progress callbacks, which run whenever a wait ends.
constexpr int kLongestWaitMs = 250;

}  // namespace

CurlMulti::CurlMulti(const CurlLibrary& curl) : curl_(curl), multi_(curl.multi_init()) {
  if (multi_ == nullptr) throw Error(Category::internal, "libcurl gave no handle");
  const InterruptsHeld held;  // the threads that wait are to be woken by signals, not this one
  thread_ = std::thread([this] { run(); });
}

CurlMulti::~CurlMulti() {
  stopping_ = true;
  curl_.multi_wakeup(multi_);
  thread_.join();
  curl_.multi_cleanup(multi_);
}

CURLcode CurlMulti::perform(CurlHandle& handle) {
  std::unique_lock lock(mutex_);
  new_handles_.push_back(handle.get());
  curl_.multi_wakeup(multi_);
  finished_.wait(lock, [&] { return results_.count(handle.get()) != 0; });
  return results_.extract(handle.get()).mapped();
}

void CurlMulti::run() {
  while (!stopping_) {
    add_new_handles();
    int running = 0;
    curl_.multi_perform(multi_, &running);
    take_finished();
    curl_.multi_poll(multi_, nullptr, 0, kLongestWaitMs, nullptr);
  }
}

void CurlMulti::add_new_handles() {
  const std::lock_guard lock(mutex_);
  for (CURL* handle : new_handles_) {
    if (curl_.multi_add_handle(multi_, handle) == CURLM_OK) continue;
    results_[handle] = CURLE_FAILED_INIT;
    finished_.notify_all();
  }
  new_handles_.clear();
}

void CurlMulti::take_finished() {
  int left = 0;
  while (const CURLMsg* message = curl_.multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    CURL* handle = message->easy_handle;
    const CURLcode code = message->data.result;  // gone with the handle
    curl_.multi_remove_handle(multi_, handle);
    const std::lock_guard lock(mutex_);
    results_[handle] = code;
    finished_.notify_all();
  }
}

}  // namespace cauth::http
