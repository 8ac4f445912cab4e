#include "crypto/totp.hpp"

#include "base/text.hpp"
#include "crypto/openssl.hpp"

#include <fmt/format.h>
#include <openssl/hmac.h>

#include <array>

namespace cauth::crypto {
namespace {

constexpr std::uint32_t kCodes = 1'000'000;  // six digits

int base32_value(char character) {
  const char letter = ascii_lower(character);
  if (letter >= 'a' && letter <= 'z') return letter - 'a';
  if (letter >= '2' && letter <= '7') return letter - '2' + 26;
  return -1;
}

bool is_grouping(char character) {
  return is_space(character) || character == '-' || character == '=';
}

// "otpauth://totp/LABEL?secret=…&issuer=…" → what follows "secret="
std::string_view secret_of_uri(std::string_view uri) {
  const auto query = split_once(uri, '?');
  if (!query) return {};
  for (const auto parameter : split(query->after, '&')) {
    if (parameter.starts_with("secret=")) return parameter.substr(parameter.find('=') + 1);
  }
  return {};
}

}  // namespace

std::uint64_t totp_step(TimePoint when) {
  return static_cast<std::uint64_t>(unix_seconds(when).count()) /
         static_cast<std::uint64_t>(kTotpStep.count());
}

std::string totp_code(const SecretString& key, std::uint64_t step) {
  std::array<unsigned char, 8> counter{};
  for (auto octet = counter.rbegin(); octet != counter.rend(); ++octet) {
    *octet = static_cast<unsigned char>(step & 0xffU);
    step >>= 8U;
  }
  std::array<unsigned char, 20> digest{};
  expect(HMAC(EVP_sha1(), key.reveal().data(), static_cast<int>(key.size()), counter.data(), counter.size(),
              digest.data(), nullptr) != nullptr,
         "compute HMAC-SHA-1");
  // RFC 4226 section 5.3: the last four bits say which 31 bits are the code.
  const std::size_t offset = digest.back() & 0xfU;
  std::uint32_t bits = digest[offset] & 0x7fU;
  for (std::size_t i = 1; i < 4; ++i) bits = (bits << 8U) | digest[offset + i];
  wipe(digest.data(), digest.size());
  return fmt::format("{:06}", bits % kCodes);
}

std::optional<SecretString> parse_totp_secret(std::string_view text) {
  text = trim(text);
  if (text.starts_with("otpauth://")) text = secret_of_uri(text);
  SecretString key;
  std::uint32_t bits = 0;
  unsigned bit_count = 0;
  for (const char character : text) {
    if (is_grouping(character)) continue;
    const int value = base32_value(character);
    if (value < 0) return std::nullopt;
    bits = (bits << 5U) | static_cast<std::uint32_t>(value);
    bit_count += 5;
    if (bit_count < 8) continue;
    bit_count -= 8;
    const char octet = static_cast<char>((bits >> bit_count) & 0xffU);
    key.append({&octet, 1});
  }
  if (key.empty()) return std::nullopt;
  return key;
}

SecretString totp_secret_text(std::string_view key) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  SecretString text;
  std::uint32_t bits = 0;
  unsigned bit_count = 0;
  const auto put = [&](std::uint32_t five) { text.append(kDigits.substr(five & 0x1fU, 1)); };
  for (const char octet : key) {
    bits = (bits << 8U) | static_cast<unsigned char>(octet);
    for (bit_count += 8; bit_count >= 5; bit_count -= 5) put(bits >> (bit_count - 5));
  }
  if (bit_count > 0) put(bits << (5 - bit_count));
  return text;
}

}  // namespace cauth::crypto
