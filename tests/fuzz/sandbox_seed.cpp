// A seed for the sandbox is read, or refused by the name of the member that is wrong.

#include "base/error.hpp"
#include "base/random.hpp"
#include "serve/sandbox/seed.hpp"
#include "target.hpp"

using cauth::fuzz::require;

namespace {

class NoRandom : public cauth::Random {
 public:
  void fill(std::span<std::byte> octets) override {
    for (auto& octet : octets) octet = std::byte{7};
  }
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  NoRandom random;
  try {
    const auto seed = cauth::serve::sandbox::read_seed(cauth::fuzz::text_of(data, size), "seed", random,
                                                       cauth::TimePoint());
    require(!seed.first_pool.empty());
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty());
  }
  return 0;
}
