// Whatever a person copied: what is taken for the token is no longer than it, and unwrapping it again changes
// nothing.

#include "cli/unwrap_token.hpp"

#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  for (const auto use :
       {std::optional<cauth::jose::TokenUse>(), std::optional(cauth::jose::TokenUse::access)}) {
    const auto unwrapped = cauth::cli::unwrap_token(text, use);
    for (const auto& what : unwrapped.left_out) require(!what.empty());
    require(unwrapped.token.size() <= size);
  }
  return 0;
}
