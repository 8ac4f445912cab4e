#include "base/locale.hpp"

#include <clocale>

namespace cauth {

void read_names_as_utf8() {
  std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace cauth
