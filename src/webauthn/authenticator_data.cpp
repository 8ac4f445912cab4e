#include "webauthn/authenticator_data.hpp"

#include "crypto/hash.hpp"
#include "webauthn/cbor.hpp"

#include <cstddef>
#include <utility>

namespace cauth::webauthn {
namespace {

enum Flag : unsigned { kUserPresent = 0x01, kUserVerified = 0x04, kAttested = 0x40, kExtensions = 0x80 };

constexpr std::size_t kCounterOctets = 4, kAaguidOctets = 16, kIdLengthOctets = 2;

// Labels and values of COSE keys: RFC 9052 section 7.1 and RFC 9053 section 7.1.1.
constexpr std::int64_t kKeyType = 1, kAlgorithm = 3, kCurve = -1, kX = -2, kY = -3;
constexpr std::int64_t kEc2 = 2, kP256 = 1;

std::string big_endian(std::uint64_t number, std::size_t octets) {
  std::string text;
  for (std::size_t i = octets; i > 0; --i) text += static_cast<char>((number >> (8 * (i - 1))) & 0xffU);
  return text;
}

std::uint32_t number_of(std::string_view octets) {
  std::uint32_t number = 0;
  for (const char octet : octets) number = (number << 8U) | static_cast<unsigned char>(octet);
  return number;
}

std::string cose_key(const crypto::P256Point& point) {
  std::string key = cbor_map_head(5);
  key += cbor_number(kKeyType) + cbor_number(kEc2);
  key += cbor_number(kAlgorithm) + cbor_number(kEs256);
  key += cbor_number(kCurve) + cbor_number(kP256);
  key += cbor_number(kX) + cbor_octets(point.x);
  key += cbor_number(kY) + cbor_octets(point.y);
  return key;
}

bool is_number(const CborValue* value, std::int64_t number) {
  return value != nullptr && value->kind == CborValue::Kind::number && value->number == number;
}

std::optional<crypto::P256Point> point_of(const CborValue& key) {
  if (!is_number(key.find(kKeyType), kEc2) || !is_number(key.find(kAlgorithm), kEs256) ||
      !is_number(key.find(kCurve), kP256)) {
    return std::nullopt;
  }
  const CborValue* x = key.find(kX);
  const CborValue* y = key.find(kY);
  const auto is_coordinate = [](const CborValue* value) {
    return value != nullptr && value->kind == CborValue::Kind::octets &&
           value->octets.size() == crypto::kP256CoordinateOctets;
  };
  if (!is_coordinate(x) || !is_coordinate(y)) return std::nullopt;
  return crypto::P256Point{.x = x->octets, .y = y->octets};
}

// Takes octets off the front. Nothing when there are not so many.
std::optional<std::string_view> take(std::string_view& octets, std::size_t count) {
  if (octets.size() < count) return std::nullopt;
  const std::string_view taken = octets.substr(0, count);
  octets.remove_prefix(count);
  return taken;
}

std::optional<AttestedCredential> take_credential(std::string_view& octets) {
  if (!take(octets, kAaguidOctets)) return std::nullopt;
  const auto length = take(octets, kIdLengthOctets);
  if (!length || number_of(*length) > kLongestId) return std::nullopt;
  const auto id = take(octets, number_of(*length));
  if (!id || id->empty()) return std::nullopt;
  const auto key = read_cbor(octets);
  if (!key) return std::nullopt;
  octets.remove_prefix(key->size_octets);
  auto point = point_of(key->value);
  if (!point) return std::nullopt;
  return AttestedCredential{.id = std::string(*id), .public_key = *std::move(point)};
}

bool skip_extensions(std::string_view& octets) {
  const auto extensions = read_cbor(octets);
  if (!extensions || extensions->value.kind != CborValue::Kind::map) return false;
  octets.remove_prefix(extensions->size_octets);
  return true;
}

}  // namespace

std::string hash_of_rp_id(std::string_view rp_id) {
  return std::string(crypto::octets(crypto::sha256(rp_id)));
}

std::string encode(const AuthenticatorData& data) {
  const unsigned flags = (data.user_present ? kUserPresent : 0U) | (data.user_verified ? kUserVerified : 0U) |
                         (data.credential ? kAttested : 0U);
  std::string octets = data.rp_id_hash;
  octets += static_cast<char>(flags);
  octets += big_endian(data.sign_count, kCounterOctets);
  if (data.credential) {
    octets.append(kAaguidOctets, '\0');  // of no make that is listed
    octets += big_endian(data.credential->id.size(), kIdLengthOctets);
    octets += data.credential->id;
    octets += cose_key(data.credential->public_key);
  }
  return octets;
}

std::optional<AuthenticatorData> parse_authenticator_data(std::string_view octets) {
  const auto hash = take(octets, crypto::kSha256Size);
  const auto flag_octet = take(octets, 1);
  const auto counter = take(octets, kCounterOctets);
  if (!hash || !flag_octet || !counter) return std::nullopt;
  const unsigned flags = number_of(*flag_octet);
  AuthenticatorData data{.rp_id_hash = std::string(*hash),
                         .user_present = (flags & kUserPresent) != 0,
                         .user_verified = (flags & kUserVerified) != 0,
                         .sign_count = number_of(*counter),
                         .credential = {}};
  if ((flags & kAttested) != 0) {
    data.credential = take_credential(octets);
    if (!data.credential) return std::nullopt;
  }
  if ((flags & kExtensions) != 0 && !skip_extensions(octets)) return std::nullopt;
  if (!octets.empty()) return std::nullopt;
  return data;
}

std::string encode_attestation_object(std::string_view authenticator_data) {
  // CTAP 2's canonical order: shorter keys first.
  return cbor_map_head(3) + cbor_text("fmt") + cbor_text("none") + cbor_text("attStmt") + cbor_map_head(0) +
         cbor_text("authData") + cbor_octets(authenticator_data);
}

std::optional<std::string> authenticator_data_of(std::string_view attestation_object) {
  const auto object = read_cbor(attestation_object);
  if (!object || object->size_octets != attestation_object.size()) return std::nullopt;
  const CborValue* format = object->value.find("fmt");
  const CborValue* statement = object->value.find("attStmt");
  const CborValue* data = object->value.find("authData");
  const bool is_none = format != nullptr && format->kind == CborValue::Kind::text &&
                       format->octets == "none" && statement != nullptr &&
                       statement->kind == CborValue::Kind::map && statement->items.empty();
  if (!is_none || data == nullptr || data->kind != CborValue::Kind::octets) return std::nullopt;
  return data->octets;
}

}  // namespace cauth::webauthn
