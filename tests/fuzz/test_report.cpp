// Reports that are there already, written by anybody: what is taken for ours stays as it is, and any texts
// make reports that are taken for ours.

#include "call/report_formats.hpp"
#include "target.hpp"

#include <string>

using cauth::fuzz::require;

namespace {

using cauth::call::TestCase;
using cauth::call::TestOutcome;

template <class Add>
void try_format(Add add, std::string_view text) {
  const auto same = add(text, std::span<const TestCase>());
  require(!same || text.empty() || *same == text);
  const std::size_t middle = text.size() / 2;
  const TestCase test{.name = std::string(text.substr(0, middle)),
                      .suite = std::string(text.substr(middle)),
                      .outcome = static_cast<TestOutcome>(text.size() % 3),
                      .duration = std::chrono::microseconds(text.size()),
                      .message = std::string(text),
                      .details = std::string(text)};
  const auto one = add("", std::span(&test, 1));
  const auto two = one ? add(*one, std::span(&test, 1)) : std::nullopt;
  require(two && add(*two, {}) == two);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = cauth::fuzz::text_of(data, size);
  try_format(cauth::call::add_to_junit, text);
  try_format(cauth::call::add_to_tap, text);
  return 0;
}
