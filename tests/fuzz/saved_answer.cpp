// Any text is a saved answer or is refused as none; what is made of an answer never holds a token that it
// quotes.

#include "call/explain/saved_answer.hpp"

#include "base/error.hpp"
#include "call/explain/explain.hpp"
#include "target.hpp"

#include <string>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cauth::call::explain::Evidence evidence;
  try {
    evidence.answer = cauth::call::explain::read_saved_answer(cauth::fuzz::text_of(data, size));
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage);
    return 0;
  }
  require(evidence.answer->head.status >= 200 && evidence.answer->head.status <= 599);
  require(evidence.answer->body.size() <= size);
  const auto causes = cauth::call::explain::explain(evidence);
  for (std::size_t at = 1; at < causes.size(); ++at) require(causes[at - 1].weight >= causes[at].weight);
  for (const auto& cause : causes) require(!cause.code.empty() && !cause.summary.empty());
  return 0;
}
