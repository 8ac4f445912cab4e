#include "webauthn/cbor.hpp"

#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace cauth::webauthn {
namespace {

std::optional<CborRead> read_hex(std::string_view hex) {
  return read_cbor(hex_decode(hex).value());
}

std::int64_t number_in(std::string_view hex) {
  const auto read = read_hex(hex);
  REQUIRE(read);
  REQUIRE(read->value.kind == CborValue::Kind::number);
  return read->value.number;
}

// RFC 8949 appendix A.
TEST_CASE("numbers of the RFC are read and written alike") {
  struct Row {
    std::int64_t number;
    std::string_view hex;
  };
  for (const Row& row :
       {Row{0, "00"}, Row{10, "0a"}, Row{23, "17"}, Row{24, "1818"}, Row{100, "1864"}, Row{1000, "1903e8"},
        Row{1000000, "1a000f4240"}, Row{1000000000000, "1b000000e8d4a51000"}, Row{-1, "20"}, Row{-10, "29"},
        Row{-100, "3863"}, Row{-1000, "3903e7"}}) {
    CHECK(number_in(row.hex) == row.number);
    CHECK(hex_encode(cbor_number(row.number)) == row.hex);
  }
}

TEST_CASE("octets, texts, arrays and maps are read") {
  CHECK(read_hex("4401020304")->value.octets == "\x01\x02\x03\x04");
  CHECK(read_hex("6449455446")->value.octets == "IETF");
  CHECK(cbor_text("IETF") == hex_decode("6449455446"));
  const auto nested = read_hex("8301820203820405");
  REQUIRE(nested);
  REQUIRE(nested->value.items.size() == 3);
  CHECK(nested->value.items[2].items[1].number == 5);
  const auto map = read_hex("a26161016162820203");
  REQUIRE(map);
  CHECK(map->value.find("a")->number == 1);
  CHECK(map->value.find("b")->items.size() == 2);
  CHECK(map->value.find("c") == nullptr);
  CHECK(map->value.find(1) == nullptr);
  CHECK(read_hex("f5")->value.number == 1);
}

TEST_CASE("what follows the value is told of, not read") {
  const auto read = read_hex("6449455446ff");
  REQUIRE(read);
  CHECK(read->size_octets == 5);
}

TEST_CASE("what is not in canonical form is refused") {
  CHECK_FALSE(read_cbor(""));
  CHECK_FALSE(read_hex("1817"));                  // 23 in two octets
  CHECK_FALSE(read_hex("1900ff"));                // 255 in three
  CHECK_FALSE(read_hex("1b00000000ffffffff"));    // in nine
  CHECK_FALSE(read_hex("1bffffffffffffffff"));    // beyond what we count with
  CHECK_FALSE(read_hex("5f42010243030405ff"));    // an indefinite length
  CHECK_FALSE(read_hex("c11a514b67b0"));          // a tag
  CHECK_FALSE(read_hex("f90000"));                // a half float
  CHECK_FALSE(read_hex("a2616101616102"));        // a name twice
  CHECK_FALSE(read_hex("a1f501"));                // a key that is no name and no number
  CHECK_FALSE(read_hex("4501020304"));            // cut off
  CHECK_FALSE(read_hex("5bffffffffffffffff00"));  // longer than all memory
  CHECK_FALSE(read_hex("9b7fffffffffffffff00"));
  CHECK_FALSE(read_hex("818181818101"));  // five levels and more
}

}  // namespace
}  // namespace cauth::webauthn
