#pragma once

#include <string_view>

namespace cauth::test {

/// Whether the part stands anywhere in the text.
inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace cauth::test
