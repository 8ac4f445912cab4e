// A token that is accepted is the one text that its parts can make, and verifying anything never throws.

#include "base/bytes.hpp"
#include "jose/verifier.hpp"
#include "target.hpp"

#include <chrono>
#include <string>

using cauth::base64url_encode;
using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto decoded = cauth::jose::decode_token(text);
  require(decoded.token.has_value() == (decoded.reason == cauth::jose::Reason::ok));
  require(decoded.token.has_value() == decoded.problem.empty());
  if (decoded.token) {
    const auto& token = *decoded.token;
    const std::string input =
        base64url_encode(token.header_text) + '.' + base64url_encode(token.payload_text);
    require(token.signing_input == input);
    require(text == input + '.' + base64url_encode(token.signature));
    require(token.header.is_object() && token.payload.is_object());
  }

  cauth::jose::KeySet no_keys;
  const cauth::jose::Policy policy{.issuers = {"https://issuer"}, .clients = {"client"}};
  const auto now = cauth::from_unix_seconds(std::chrono::seconds(1795233600));
  require(!cauth::jose::verify(text, policy, no_keys, now).verdict);
  return 0;
}
