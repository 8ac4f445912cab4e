// Options of a passkey are what they should be, or a problem is named; what signs them is accepted by the
// other side.

#include "base/json.hpp"
#include "target.hpp"
#include "webauthn/options.hpp"

#include <nlohmann/json.hpp>

#include <string>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = cauth::fuzz::text_of(data, size);
  std::string problem;
  const auto request = cauth::webauthn::parse_request_options(text, problem);
  require(request.has_value() == problem.empty());
  if (request) require(!request->rp_id.empty() && request->challenge.size() >= 22);
  const cauth::ParsedJson parsed = cauth::parse_json(text);
  if (!parsed) return 0;
  problem.clear();
  const auto creation = cauth::webauthn::parse_creation_options(*parsed, problem);
  require(creation.has_value() == problem.empty());
  if (creation)
    require(!creation->rp_id.empty() && !creation->user_id.empty() && creation->user_id.size() <= 64);
  return 0;
}
