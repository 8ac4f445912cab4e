// An answer of the service is a challenge with a name, or tokens of which there is one; else an Error of kind
// transport says that it cannot be understood.

#include "base/error.hpp"
#include "base/json.hpp"
#include "cognito/api.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

#include <variant>

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cauth::fuzz::require;
  const cauth::ParsedJson parsed = cauth::parse_json(cauth::fuzz::text_of(data, size));
  if (!parsed) return 0;
  try {
    const auto step = cauth::cognito::parse_step(*parsed, cauth::TimePoint());
    if (const auto* challenge = std::get_if<cauth::cognito::Challenge>(&step)) {
      require(!challenge->name.empty() && challenge->clone().parameters == challenge->parameters);
    } else {
      const auto& tokens = std::get<cauth::cognito::SignedIn>(step).tokens;
      require(tokens.id.has_value() || tokens.access.has_value());
    }
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::transport && !error.what_failed.empty());
  }
  return 0;
}
