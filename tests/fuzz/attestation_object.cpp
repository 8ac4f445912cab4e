// CBOR, attestation objects and authenticator data of anybody's; what is understood is written again as the
// same.

#include "target.hpp"
#include "webauthn/authenticator_data.hpp"
#include "webauthn/cbor.hpp"

#include <string>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace webauthn = cauth::webauthn;
  const std::string_view octets = cauth::fuzz::text_of(data, size);
  if (const auto read = webauthn::read_cbor(octets)) {
    require(read->size_octets > 0 && read->size_octets <= size);
    if (read->value.kind == webauthn::CborValue::Kind::number)
      require(webauthn::cbor_number(read->value.number) == octets.substr(0, read->size_octets));
  }
  const auto attested = webauthn::authenticator_data_of(octets);
  const auto found = webauthn::parse_authenticator_data(attested ? std::string_view(*attested) : octets);
  if (!found) return 0;
  const auto again = webauthn::parse_authenticator_data(webauthn::encode(*found));
  require(again && again->rp_id_hash == found->rp_id_hash && again->sign_count == found->sign_count &&
          again->user_verified == found->user_verified &&
          again->credential.has_value() == found->credential.has_value());
  if (found->credential) require(again->credential->id == found->credential->id);
  return 0;
}
