// A WWW-Authenticate header of any server has challenges, or none: every scheme and name that is read stands
// in its text.

#include "call/explain/challenge_header.hpp"

#include "base/text.hpp"
#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const std::string lower = cauth::to_lower(text);
  for (const auto& challenge : cauth::call::explain::read_challenges(text)) {
    require(!challenge.scheme.empty() && text.find(challenge.scheme) != std::string_view::npos);
    for (const auto& [name, value] : challenge.parameters) {
      require(!name.empty() && lower.find(name) != std::string::npos && value.size() <= size);
      challenge.parameter(name);
    }
  }
  return 0;
}
