// A file of curl's options is lines of options, or an Error of kind usage; a whole line is read from it
// whatever it holds, and what cannot be used leaves a remark.

#include "base/error.hpp"
#include "call/config_file.hpp"
#include "call/option_parser.hpp"
#include "target.hpp"

#include <optional>
#include <string>
#include <vector>

using cauth::fuzz::require;

namespace {

// A file that is named in a file is not for a fuzzer to open.
bool names_a_file(const cauth::call::ConfigLine& line) {
  return line.option.find('K') != std::string::npos || line.option.find("onf") != std::string::npos ||
         line.option.find("ONF") != std::string::npos;
}

void read_as_line(std::string_view text) {
  cauth::StringSource in{std::string(text)};
  const cauth::Environ env;
  const std::vector<std::string> words{"-q", "-K", "-"};
  const auto line = cauth::call::parse_line(
      words, {.env = env, .in = in, .outsider = [](std::string_view) -> std::optional<cauth::call::Outsider> {
                return std::nullopt;
              }});
  require(!line.groups.empty());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  try {
    int before = 0;
    for (const auto& line : cauth::call::read_config(text)) {
      require(line.number > before);
      before = line.number;
      if (names_a_file(line)) return 0;
    }
    read_as_line(text);
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty());
  }
  return 0;
}
