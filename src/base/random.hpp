#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace cauth {

/// The only source of randomness.
struct Random {
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> memory) = 0;
};

/// The kernel's (getrandom).
class SystemRandom : public Random {
 public:
  void fill(std::span<std::byte> memory) override;
};

std::string random_octets(Random& random, std::size_t count);

/// A version 4 UUID (RFC 9562 section 5.4), lower case.
std::string random_uuid(Random& random);

}  // namespace cauth
