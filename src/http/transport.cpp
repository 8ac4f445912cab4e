#include "http/transport.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::http {
namespace {

class StringBody : public BodySink {
 public:
  explicit StringBody(std::size_t limit_bytes) : limit_bytes_(limit_bytes) {}
  bool on_response(const Response&) override { return true; }
  void on_bytes(std::string_view bytes) override {
    if (bytes.size() > limit_bytes_ - text.size()) {
      Error error(Category::transport, fmt::format("the answer is larger than {} bytes", limit_bytes_));
      error.detail = curl_exit::kTooLarge;
      throw error;
    }
    text.append(bytes);
  }
  std::string text;

 private:
  std::size_t limit_bytes_;
};

}  // namespace

SmallResponse send_small(Transport& transport, const Request& request, std::size_t limit_bytes) {
  StringBody body(limit_bytes);
  Response head = transport.send(request, body);
  return {.head = std::move(head), .body = std::move(body.text)};
}

}  // namespace cauth::http
