#include "webauthn/cbor.hpp"

#include <bit>
#include <limits>
#include <utility>

namespace cauth::webauthn {
namespace {

// RFC 8949 section 3.1.
enum Major : unsigned {
  positive = 0,
  negative = 1,
  octet_string = 2,
  text_string = 3,
  array = 4,
  map = 5,
  simple = 7
};

constexpr unsigned kSmallest = 24;  // numbers below stand in the first octet
constexpr unsigned kFalse = 20, kTrue = 21, kNull = 22;
constexpr int kDeepestItem = 4;
constexpr std::uint64_t kMostItems = 64;  // no object of WebAuthn has ten

class Reader {
 public:
  explicit Reader(std::string_view octets) : octets_(octets) {}

  bool read(CborValue& into, int depth) {
    if (depth > kDeepestItem || at_ == octets_.size()) return false;
    const unsigned first = next();
    const unsigned major = first >> 5U;
    const unsigned information = first & 0x1fU;
    if (major == simple) return read_simple(into, information);
    const auto number = read_number(information);
    if (!number) return false;
    switch (major) {
      case positive:
      case negative: return take_number(into, *number, major == negative);
      case octet_string:
      case text_string: return take_octets(into, *number, major == text_string);
      case array:
      case map: return take_items(into, *number, major == map, depth);
      default: return false;  // tags have no place here
    }
  }

  std::size_t position() const { return at_; }

 private:
  unsigned next() { return static_cast<unsigned char>(octets_[at_++]); }

  // The shortest form alone: each length has numbers that no shorter one could hold.
  std::optional<std::uint64_t> read_number(unsigned information) {
    if (information < kSmallest) return information;
    if (information > kSmallest + 3) return std::nullopt;
    const std::size_t length = std::size_t{1} << (information - kSmallest);
    if (octets_.size() - at_ < length) return std::nullopt;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < length; ++i) number = (number << 8U) | next();
    const std::uint64_t least = length == 1 ? kSmallest : std::uint64_t{1} << (length * 4);
    if (number < least) return std::nullopt;
    return number;
  }

  static bool read_simple(CborValue& into, unsigned information) {
    if (information != kFalse && information != kTrue && information != kNull) return false;
    into.kind = information == kNull ? CborValue::Kind::null : CborValue::Kind::boolean;
    into.number = information == kTrue ? 1 : 0;
    return true;
  }

  static bool take_number(CborValue& into, std::uint64_t number, bool is_negative) {
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return false;
    into.kind = CborValue::Kind::number;
    into.number = is_negative ? -1 - static_cast<std::int64_t>(number) : static_cast<std::int64_t>(number);
    return true;
  }

  bool take_octets(CborValue& into, std::uint64_t size, bool is_text) {
    if (size > octets_.size() - at_) return false;
    into.kind = is_text ? CborValue::Kind::text : CborValue::Kind::octets;
    into.octets = octets_.substr(at_, static_cast<std::size_t>(size));
    at_ += static_cast<std::size_t>(size);
    return true;
  }

  bool take_items(CborValue& into, std::uint64_t count, bool is_map, int depth) {
    if (count > kMostItems) return false;
    into.kind = is_map ? CborValue::Kind::map : CborValue::Kind::array;
    for (std::uint64_t i = 0; i < (is_map ? 2 * count : count); ++i) {
      CborValue item;
      if (!read(item, depth + 1)) return false;
      if (is_map && i % 2 == 0 && !is_new_key(into, item)) return false;
      into.items.push_back(std::move(item));
    }
    return true;
  }

  static bool is_new_key(const CborValue& into, const CborValue& key) {
    if (key.kind == CborValue::Kind::text) return into.find(key.octets) == nullptr;
    return key.kind == CborValue::Kind::number && into.find(key.number) == nullptr;
  }

  std::string_view octets_;
  std::size_t at_ = 0;
};

template <class IsKey>
const CborValue* find_value(const CborValue& value, const IsKey& is_key) {
  if (value.kind != CborValue::Kind::map) return nullptr;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    if (is_key(value.items[i])) return &value.items[i + 1];
  }
  return nullptr;
}

// How many octets follow the first one.
std::size_t length_of(std::uint64_t number) {
  if (number < kSmallest) return 0;
  if (number <= std::numeric_limits<std::uint8_t>::max()) return 1;
  if (number <= std::numeric_limits<std::uint16_t>::max()) return 2;
  return number <= std::numeric_limits<std::uint32_t>::max() ? 4 : 8;
}

std::string head(Major major, std::uint64_t number) {
  const std::size_t length = length_of(number);
  const unsigned information = length == 0 ? static_cast<unsigned>(number)
                                           : kSmallest + static_cast<unsigned>(std::countr_zero(length));
  std::string octets(1, static_cast<char>((static_cast<unsigned>(major) << 5U) | information));
  for (std::size_t i = length; i > 0; --i) octets += static_cast<char>((number >> (8 * (i - 1))) & 0xffU);
  return octets;
}

}  // namespace

const CborValue* CborValue::find(std::string_view text_key) const {
  return find_value(*this,
                    [&](const CborValue& key) { return key.kind == Kind::text && key.octets == text_key; });
}

const CborValue* CborValue::find(std::int64_t number_key) const {
  return find_value(
      *this, [&](const CborValue& key) { return key.kind == Kind::number && key.number == number_key; });
}

std::optional<CborRead> read_cbor(std::string_view octets) {
  Reader reader(octets);
  CborRead result;
  if (!reader.read(result.value, 1)) return std::nullopt;
  result.size_octets = reader.position();
  return result;
}

std::string cbor_number(std::int64_t number) {
  return number < 0 ? head(negative, static_cast<std::uint64_t>(-1 - number))
                    : head(positive, static_cast<std::uint64_t>(number));
}

std::string cbor_octets(std::string_view octets) {
  return head(octet_string, octets.size()).append(octets);
}

std::string cbor_text(std::string_view text) {
  return head(text_string, text.size()).append(text);
}

std::string cbor_map_head(std::size_t pairs) {
  return head(map, pairs);
}

}  // namespace cauth::webauthn
