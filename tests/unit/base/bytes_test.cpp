#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace cauth {
namespace {

struct Vector {
  std::string_view octets, base64, hex;
};

// RFC 4648 section 10.
constexpr std::array<Vector, 7> kVectors = {{{"", "", ""},
                                             {"f", "Zg==", "66"},
                                             {"fo", "Zm8=", "666f"},
                                             {"foo", "Zm9v", "666f6f"},
                                             {"foob", "Zm9vYg==", "666f6f62"},
                                             {"fooba", "Zm9vYmE=", "666f6f6261"},
                                             {"foobar", "Zm9vYmFy", "666f6f626172"}}};

std::string without_padding(std::string_view text) {
  return std::string(text.substr(0, text.find('=')));
}

}  // namespace

TEST_CASE("the encodings agree with the vectors of RFC 4648, both ways") {
  for (const Vector& vector : kVectors) {
    CAPTURE(vector.octets);
    CHECK(base64_encode(vector.octets) == vector.base64);
    CHECK(base64_decode(vector.base64) == std::string(vector.octets));
    CHECK(base64url_encode(vector.octets) == without_padding(vector.base64));
    CHECK(base64url_decode(without_padding(vector.base64)) == std::string(vector.octets));
    CHECK(hex_encode(vector.octets) == vector.hex);
    CHECK(hex_decode(vector.hex) == std::string(vector.octets));
  }
}

TEST_CASE("every octet survives every encoding") {
  std::string octets;
  for (int value = 0; value < 256; ++value) octets.push_back(static_cast<char>(value));
  CHECK(base64_decode(base64_encode(octets)) == octets);
  CHECK(base64url_decode(base64url_encode(octets)) == octets);
  CHECK(hex_decode(hex_encode(octets)) == octets);
}

TEST_CASE("the two alphabets differ in their last two letters and are not mixed") {
  const std::string octets = "\xfb\xff";
  CHECK(base64_encode(octets) == "+/8=");
  CHECK(base64url_encode(octets) == "-_8");
  CHECK_FALSE(base64_decode("-_8="));
  CHECK_FALSE(base64url_decode("+/8"));
}

TEST_CASE("base64 that is not canonical is refused") {
  for (const std::string_view text : {"Zg", "Zg=", "Zg===", "Z===", "====", "=", "Zh==", "Zm9=", "Zm 9v",
                                      "Zm9v\n", "Zg==Zg==", "Zm9v====", "Z!=="}) {
    CAPTURE(text);
    CHECK_FALSE(base64_decode(text));
  }
}

TEST_CASE("base64url that is not canonical is refused") {
  for (const std::string_view text :
       {"Z", "Zh", "Zm9", "Zg==", "Zm8=", "Zg ", " Zg", "Zg\n", "Zm9vY", "Z*", "Zm\xc3\xa9"}) {
    CAPTURE(text);
    CHECK_FALSE(base64url_decode(text));
  }
  CHECK_FALSE(base64url_decode(std::string_view("Zg\0", 3)));
}

// Long texts are decoded many characters at a time, their ends one by one.
TEST_CASE("octets of any number survive") {
  std::string octets;
  for (unsigned size = 0; size < 300; ++size) {
    CAPTURE(size);
    CHECK(base64_decode(base64_encode(octets)) == octets);
    CHECK(base64url_decode(base64url_encode(octets)) == octets);
    octets.push_back(static_cast<char>(size * 181 + size / 7));
  }
}

TEST_CASE("in a long text too each character counts, wherever it stands") {
  const std::string text(100, 'B');
  for (std::size_t place = 0; place < text.size(); ++place) {
    for (int value = 0; value < 256; ++value) {
      std::string changed = text;
      changed[place] = static_cast<char>(value);
      const bool is_letter = (value >= 'A' && value <= 'Z') || (value >= 'a' && value <= 'z');
      const bool in_both = is_letter || (value >= '0' && value <= '9');
      const auto plain = base64_decode(changed);
      const auto of_url = base64url_decode(changed);
      // The last may be the end of a canonical text with padding.
      const bool padding = value == '=' && place + 1 == text.size();
      CHECK_MESSAGE((plain.has_value() == (in_both || value == '+' || value == '/') || padding), place,
                    value);
      CHECK_MESSAGE(of_url.has_value() == (in_both || value == '-' || value == '_'), place, value);
      if (plain && !padding) CHECK(base64_encode(*plain) == changed);
      if (of_url) CHECK(base64url_encode(*of_url) == changed);
    }
  }
}

TEST_CASE("hex takes both cases and nothing else") {
  CHECK(hex_decode("aBcD") == "\xab\xcd");
  CHECK_FALSE(hex_decode("abc"));
  CHECK_FALSE(hex_decode("0x"));
  CHECK_FALSE(hex_decode("g0"));
  CHECK_FALSE(hex_decode(" 0"));
}

}  // namespace cauth
