#include "http/curl_handle.hpp"
#include "http/curl_multi.hpp"
#include "http/curl_send.hpp"
#include "http/curl_transport.hpp"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace cauth::http {
namespace {

class ParallelTransport : public Transport {
 public:
  ParallelTransport() : curl_(curl_library()), sender_(curl_), multi_(curl_) {}

  Response send(const Request& request, BodySink& sink) override {
    const Lease lease(*this);
    return sender_.send(*lease.handle, request, sink,
                        [this](CurlHandle& handle) { return multi_.perform(handle); });
  }

 private:
  // A handle for one request; idle ones are used again, for what they have resolved.
  struct Lease {
    explicit Lease(ParallelTransport& from) : owner(from), handle(from.take()) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { owner.give_back(std::move(handle)); }
    ParallelTransport& owner;
    std::unique_ptr<CurlHandle> handle;
  };

  std::unique_ptr<CurlHandle> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<CurlHandle>(curl_);
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void give_back(std::unique_ptr<CurlHandle> handle) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
  }

  const CurlLibrary& curl_;
  CurlSender sender_;
  CurlMulti multi_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<CurlHandle>> idle_;
};

}  // namespace

std::unique_ptr<Transport> open_parallel_transport() {
  return std::make_unique<ParallelTransport>();
}

}  // namespace cauth::http
