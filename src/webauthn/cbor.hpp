#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::webauthn {

/// The part of CBOR (RFC 8949) that attestation objects and COSE keys are made of, in the canonical form of
/// CTAP 2 (section 6, "Message Encoding"): definite lengths, shortest numbers, at most four levels.
struct CborValue {
  enum class Kind : std::uint8_t { number, octets, text, array, map, boolean, null };

  Kind kind = Kind::null;
  std::int64_t number = 0;       ///< of a number; 1 for true
  std::string octets;            ///< of octets and text
  std::vector<CborValue> items;  ///< of an array; of a map: key, value, key, value

  /// A map's value; null where this is no map, or has no such key.
  const CborValue* find(std::string_view text_key) const;
  const CborValue* find(std::int64_t number_key) const;
};

/// The value that the octets begin with, and how many octets it takes. Nothing unless it is in the form
/// above, with no key twice in one map.
struct CborRead {
  CborValue value;
  std::size_t size_octets = 0;
};
std::optional<CborRead> read_cbor(std::string_view octets);

// The writer: each gives the encoding of one value. A map is its head, then keys and values in canonical
// order.
std::string cbor_number(std::int64_t number);
std::string cbor_octets(std::string_view octets);
std::string cbor_text(std::string_view text);
std::string cbor_map_head(std::size_t pairs);

}  // namespace cauth::webauthn
