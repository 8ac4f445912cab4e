// A text on the command line is a map, or an Error of kind usage with a hint says why not.

#include "aws/shorthand.hpp"

#include "base/error.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  if (text.find("file://") != std::string_view::npos) return 0;  // no files: those are another parser's
  try {
    const cauth::Json map = cauth::aws::parse_map(text, "--auth-parameters");
    require(map.is_object());
    const auto again = cauth::parse_json(cauth::json_text(map));
    require(static_cast<bool>(again) && (*again).size() == map.size());
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty() && !error.hint.empty());
  }
  return 0;
}
