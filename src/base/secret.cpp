#include "base/secret.hpp"

#include <string.h>

namespace cauth {

void wipe(void* memory, std::size_t size_bytes) noexcept {
  if (size_bytes != 0) ::explicit_bzero(memory, size_bytes);
}

void wipe(std::string& text) noexcept {
  wipe(text.data(), text.size());
  text.clear();
}

SecretString SecretString::take(std::string&& text) {
  SecretString secret(text);
  wipe(text);
  return secret;
}

void SecretString::truncate(std::size_t size) {
  if (size >= text_.size()) return;
  wipe(text_.data() + size, text_.size() - size);
  text_.resize(size);
}

bool equal_secret(std::string_view left, std::string_view right) noexcept {
  if (left.size() != right.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    difference |=
        static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]));
  }
  return difference == 0;
}

}  // namespace cauth
