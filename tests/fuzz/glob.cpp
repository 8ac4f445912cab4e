// A pattern stands for as many texts as it says, or an Error with curl's number says why it is none.

#include "base/error.hpp"
#include "call/globbing.hpp"
#include "target.hpp"

#include <cstdint>
#include <string>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t kEnough = 2000;
  const auto text = cauth::fuzz::text_of(data, size);
  try {
    auto glob = cauth::call::Glob::parse(text);
    const auto count = glob.count();
    require(count != 0);
    std::uint64_t seen = 1;
    while (seen <= kEnough && glob.next()) ++seen;
    require(seen == count || seen > kEnough);
    require(glob.fill("plain") == "plain");
    glob.fill(text);
  } catch (const cauth::Error& error) {
    constexpr int kMalformedUrl = 3;
    require(error.detail == kMalformedUrl && !error.what_failed.empty());
  }
  return 0;
}
