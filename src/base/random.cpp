#include "base/random.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"

#include <sys/random.h>

#include <cerrno>

namespace cauth {

void SystemRandom::fill(std::span<std::byte> memory) {
  while (!memory.empty()) {
    const auto got = ::getrandom(memory.data(), memory.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) throw Error(Category::internal, "the kernel gave no random bytes");
    memory = memory.subspan(static_cast<std::size_t>(got));
  }
}

std::string random_octets(Random& random, std::size_t count) {
  std::string octets(count, '\0');
  random.fill(std::as_writable_bytes(std::span(octets)));
  return octets;
}

std::string random_uuid(Random& random) {
  std::string octets = random_octets(random, 16);
  octets[6] = static_cast<char>((static_cast<unsigned char>(octets[6]) & 0x0fU) | 0x40U);
  octets[8] = static_cast<char>((static_cast<unsigned char>(octets[8]) & 0x3fU) | 0x80U);
  const std::string hex = hex_encode(octets);
  return hex.substr(0, 8) + '-' + hex.substr(8, 4) + '-' + hex.substr(12, 4) + '-' + hex.substr(16, 4) + '-' +
         hex.substr(20);
}

}  // namespace cauth
