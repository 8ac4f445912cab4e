#include "base/decimal.hpp"

#include <cmath>
#include <cstdlib>
#include <string>

namespace cauth {

// Not std::from_chars: libstdc++'s one for doubles wants libm, a library more to open at every start. strtod
// asks the locale for its decimal point, which is that of C, since nobody here sets another one.
std::optional<double> parse_decimal(std::string_view text) {
  const bool plain = text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
  if (text.empty() || text.front() == '+' || !plain) return std::nullopt;
  const std::string terminated(text);
  char* end = nullptr;
  const double value = std::strtod(terminated.c_str(), &end);
  if (end != terminated.c_str() + terminated.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace cauth
