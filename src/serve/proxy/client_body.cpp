#include "serve/proxy/client_body.hpp"

#include <algorithm>
#include <array>

namespace cauth::serve::proxy {
namespace {

constexpr std::size_t kMostKept = std::size_t{1} << 20U;

}  // namespace

ClientBody::ClientBody(Exchange& exchange) : exchange_(exchange) {
  std::array<char, 16384> block{};
  while (!whole_ && kept_.size() < kMostKept) {
    const auto got = exchange_.read_body(block);
    kept_.append({block.data(), got});
    whole_ = got == 0;
  }
  wipe(block.data(), block.size());
}

std::size_t ClientBody::read(std::span<char> memory) {
  if (at_ < kept_.size()) {
    const auto count = std::min(memory.size(), kept_.size() - at_);
    kept_.reveal().copy(memory.data(), count, at_);
    at_ += count;
    return count;
  }
  if (whole_) return 0;
  gone_past_ = true;
  return exchange_.read_body(memory);
}

bool ClientBody::rewind() {
  if (gone_past_) return false;
  at_ = 0;
  return true;
}

std::optional<std::uint64_t> ClientBody::size() const {
  return whole_ ? kept_.size() : exchange_.body_size();
}

}  // namespace cauth::serve::proxy
