#include "session/file_names.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace cauth::session {
namespace {

constexpr std::size_t kReadableLength = 40;

bool is_harmless(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || character == '@' || character == '.' || character == '_';
}

// http://www.isthe.com/chongo/tech/comp/fnv/: no cryptography is wanted here, and none is loaded.
std::uint64_t fnv1a(std::uint64_t hash, std::string_view text) {
  constexpr std::uint64_t kPrime = 0x100000001b3;
  for (const char character : text) hash = (hash ^ static_cast<unsigned char>(character)) * kPrime;
  return hash * kPrime;  // as if a zero followed, so that parts do not run into each other
}

}  // namespace

std::string file_name_for(std::string_view readable, const std::vector<std::string>& parts) {
  constexpr std::uint64_t kOffsetBasis = 0xcbf29ce484222325;
  std::uint64_t hash = kOffsetBasis;
  for (const auto& part : parts) hash = fnv1a(hash, part);
  std::string name;
  for (const char character : readable.substr(0, kReadableLength)) {
    name += is_harmless(character) && !(name.empty() && character == '.') ? character : '_';
  }
  return fmt::format("{}-{:016x}", name, hash);
}

std::string file_name_of(const SessionKey& key) {
  std::vector<std::string> parts = {key.endpoint, key.user_pool_id, key.client_id, key.username};
  if (!key.scopes.empty()) parts.push_back(key.scopes);
  return file_name_for(key.username, parts);
}

}  // namespace cauth::session
