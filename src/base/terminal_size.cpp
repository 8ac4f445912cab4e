#include "base/terminal_size.hpp"

#include "base/text.hpp"

#include <sys/ioctl.h>

namespace cauth {

int terminal_columns(const Environ& env, int descriptor) {
  constexpr int kLeast = 21, kMost = 10000, kUsual = 79;
  const auto sensible = [](int columns) { return columns >= kLeast && columns < kMost; };
  if (const auto text = env.get("COLUMNS")) {
    const auto columns = parse_number<int>(*text);
    if (columns && sensible(*columns)) return *columns;
  }
  winsize size{};
  const bool known = ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && sensible(size.ws_col);
  return known ? size.ws_col : kUsual;
}

}  // namespace cauth
