#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// One thing that stands on a line for the curl program: an option by its long name, or an address as the
/// option "url".
struct CurlOption {
  std::string_view name;    ///< of call/curl_names.def
  std::string value;        ///< empty where it takes none
  bool negated = false;     ///< --no-NAME
  std::size_t at_word = 0;  ///< of the line
};

/// The line as curl reads it. Error{usage} for a word whose meaning is not sure: an option that the table
/// does not have, a shortened name, a missing value.
std::vector<CurlOption> read_curl_line(std::span<const std::string> words);

/// The same for a file that -K names or curl reads by itself.
std::vector<CurlOption> read_curl_config(std::string_view text, std::string_view file);

}  // namespace cauth::call
