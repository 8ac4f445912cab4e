#include "base/bytes.hpp"

#include "base/base64_wide.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace cauth {
namespace {

constexpr std::string_view kBase64Alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64UrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNotInAlphabet = 0xff;

using ReverseAlphabet = std::array<std::uint8_t, 256>;

constexpr ReverseAlphabet reverse(std::string_view alphabet) {
  ReverseAlphabet table{};
  for (auto& entry : table) entry = kNotInAlphabet;
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}

constexpr ReverseAlphabet kBase64Values = reverse(kBase64Alphabet);
constexpr ReverseAlphabet kBase64UrlValues = reverse(kBase64UrlAlphabet);

std::string encode(std::string_view octets, std::string_view alphabet, bool padded) {
  std::string text;
  text.reserve((octets.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  unsigned bit_count = 0;
  for (const char octet : octets) {
    bits = (bits << 8U) | static_cast<unsigned char>(octet);
    bit_count += 8;
    while (bit_count >= 6) {
      bit_count -= 6;
      text.push_back(alphabet[(bits >> bit_count) & 0x3fU]);
    }
  }
  if (bit_count > 0) text.push_back(alphabet[(bits << (6 - bit_count)) & 0x3fU]);
  while (padded && text.size() % 4 != 0) text.push_back('=');
  return text;
}

// Decodes text without padding. False unless it is canonical: a length of 1 mod 4 cannot be, nor can unused
// bits that are not zero.
bool decode(std::string_view text, std::string_view alphabet, const ReverseAlphabet& values, char* out) {
  if (text.size() % 4 == 1) return false;
  const auto value_at = [&](std::size_t at) -> std::uint32_t {
    return values[static_cast<unsigned char>(text[at])];
  };
  const std::size_t whole = text.size() / 4 * 4;
  const std::size_t wide = base64_decode_wide(text, alphabet.substr(62), out);
  out += wide / 4 * 3;
  for (std::size_t at = wide; at < whole; at += 4) {
    const auto first = value_at(at), second = value_at(at + 1), third = value_at(at + 2),
               fourth = value_at(at + 3);
    // A value has six bits; what is not in the alphabet has eight.
    if ((first | second | third | fourth) > 0x3f) return false;
    const std::uint32_t bits = first << 18U | second << 12U | third << 6U | fourth;
    *out++ = static_cast<char>(bits >> 16U);
    *out++ = static_cast<char>(bits >> 8U & 0xffU);
    *out++ = static_cast<char>(bits & 0xffU);
  }
  std::uint32_t bits = 0;
  unsigned bit_count = 0;
  for (std::size_t at = whole; at < text.size(); ++at) {
    const std::uint32_t value = value_at(at);
    if (value == kNotInAlphabet) return false;
    bits = (bits << 6U) | value;
    bit_count += 6;
    if (bit_count < 8) continue;
    bit_count -= 8;
    *out++ = static_cast<char>((bits >> bit_count) & 0xffU);
  }
  return (bits & ((1U << bit_count) - 1U)) == 0;
}

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

std::string hex_encode(std::string_view octets) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(octets.size() * 2);
  for (const char octet : octets) {
    const auto value = static_cast<unsigned char>(octet);
    hex.push_back(kDigits[value >> 4U]);
    hex.push_back(kDigits[value & 0xfU]);
  }
  return hex;
}

std::optional<std::string> hex_decode(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string octets;
  octets.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octets.push_back(static_cast<char>(high * 16 + low));
  }
  return octets;
}

std::string base64_encode(std::string_view octets) {
  return encode(octets, kBase64Alphabet, true);
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) text.remove_suffix(1);
  std::string octets(text.size() * 3 / 4, '\0');
  if (!decode(text, kBase64Alphabet, kBase64Values, octets.data())) return std::nullopt;
  return octets;
}

std::string base64url_encode(std::string_view octets) {
  return encode(octets, kBase64UrlAlphabet, false);
}

std::optional<std::string> base64url_decode(std::string_view text) {
  std::string octets;
  if (!base64url_decode(text, octets)) return std::nullopt;
  return octets;
}

bool base64url_decode(std::string_view text, std::string& octets) {
  octets.resize(text.size() * 3 / 4);
  return decode(text, kBase64UrlAlphabet, kBase64UrlValues, octets.data());
}

}  // namespace cauth
