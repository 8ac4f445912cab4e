// What parse_json accepts is what nlohmann/json reads from the same text, and survives being written.

#include "base/json.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto parsed = cauth::parse_json(text);
  if (!parsed) {
    require(!parsed.problem.empty());
    return 0;
  }
  const auto reference = cauth::Json::parse(text, nullptr, false);
  require(!reference.is_discarded());
  require(*parsed == reference);
  const auto again = cauth::parse_json(cauth::json_text(*parsed));
  require(again && *again == *parsed);
  return 0;
}
