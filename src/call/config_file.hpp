#pragma once

#include "base/environ.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// One option of a file for curl's -K: "output = "name"", "-o name", "--output name".
struct ConfigLine {
  int number = 0;      ///< in the file, from 1
  std::string option;  ///< as it stands there, with or without dashes
  std::optional<std::string> value;
  bool more_follows = false;  ///< unquoted white space in the value: what came after it is lost
};

/// The options of such a file, by curl's rules: `#` begins a comment line, a name ends at white space, `=` or
/// `:`, a value may stand in double quotes, where \t, \n, \r, \v and \" are understood. Error{usage} for a
/// line that is longer than 100 kB.
std::vector<ConfigLine> read_config(std::string_view text);

/// The file that curl reads without being asked: .curlrc in $CURL_HOME, $XDG_CONFIG_HOME or $HOME, else
/// curlrc in their folder .config. Nothing when there is none that can be read.
std::optional<std::filesystem::path> find_curlrc(const Environ& env);

}  // namespace cauth::call
