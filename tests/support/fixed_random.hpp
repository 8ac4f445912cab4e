#pragma once

#include "base/random.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace cauth::test {

/// The same bytes in every run (a linear congruential generator), different ones in every call.
class FixedRandom : public Random {
 public:
  explicit FixedRandom(std::uint64_t seed = 1) : state_(seed) {}
  void fill(std::span<std::byte> memory) override {
    for (auto& byte : memory) {
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      byte = static_cast<std::byte>(state_ >> 56U);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace cauth::test
