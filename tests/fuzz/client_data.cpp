// What is understood as client data is written again as the same.

#include "webauthn/client_data.hpp"

#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto found = cauth::webauthn::parse_client_data(cauth::fuzz::text_of(data, size));
  if (!found) return 0;
  const auto again = cauth::webauthn::parse_client_data(cauth::webauthn::client_data_json(*found));
  require(again && again->type == found->type && again->challenge == found->challenge &&
          again->origin == found->origin);
  return 0;
}
