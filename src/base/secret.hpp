#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cauth {

/// Overwrites memory in a way that the compiler may not leave out.
void wipe(void* memory, std::size_t size_bytes) noexcept;
void wipe(std::string& text) noexcept;

/// An allocator that wipes what it gives back, so that growing or destroying a container leaves no copy
/// behind.
template <class T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() = default;
  template <class U>
  explicit WipingAllocator(const WipingAllocator<U>&) noexcept {}
  T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* memory, std::size_t count) noexcept {
    wipe(memory, count * sizeof(T));
    std::allocator<T>().deallocate(memory, count);
  }
  bool operator==(const WipingAllocator&) const noexcept { return true; }
};

/// A password, token or key. It wipes its memory, cannot be copied by accident, printed or formatted;
/// `.reveal()` is the one way to the text, and the one word to look for in a review.
class SecretString {
 public:
  SecretString() = default;
  explicit SecretString(std::string_view text) : text_(text.begin(), text.end()) {}
  /// Takes over a plain string and wipes it.
  static SecretString take(std::string&& text);

  SecretString(SecretString&&) noexcept = default;
  SecretString& operator=(SecretString&&) noexcept = default;
  SecretString(const SecretString&) = delete;
  SecretString& operator=(const SecretString&) = delete;
  ~SecretString() = default;

  SecretString clone() const { return SecretString(reveal()); }
  std::string_view reveal() const { return {text_.data(), text_.size()}; }
  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  void append(std::string_view more) { text_.insert(text_.end(), more.begin(), more.end()); }
  /// Cuts the text to its first `size` bytes and wipes the rest.
  void truncate(std::size_t size);

 private:
  // A vector, not a string: short strings live inside the object, where no allocator wipes them.
  std::vector<char, WipingAllocator<char>> text_;
};

/// True when both are the same; takes the same time wherever they differ.
bool equal_secret(std::string_view left, std::string_view right) noexcept;

}  // namespace cauth
