// Whatever is given as an error of the service has a code without blanks, or none; its causes are rows of the
// table.

#include "aws/error_text.hpp"

#include "aws/hints.hpp"
#include "target.hpp"

#include <string_view>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto error = cauth::aws::read_error_text(text);
  require(error.message.size() <= size);
  for (const auto& cause : cauth::aws::causes_of(error.code, error.message, error.operation))
    require(!cause.code.empty() && !cause.summary.empty());
  return 0;
}
