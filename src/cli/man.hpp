#pragma once

#include <string>
#include <vector>

namespace cauth::cli {

struct ManPage {
  std::string file_name;  ///< "cauth-decode.1"
  std::string text;       ///< in mdoc(7)
};

/// cauth(1), and one page for each command.
std::vector<ManPage> man_pages();

}  // namespace cauth::cli
