#pragma once

#include "base/streams.hpp"
#include "call/outcome.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cauth::call {

/// A format of -w in its pieces.
struct FormatPiece {
  enum class Kind {
    text,      ///< as it stands
    variable,  ///< %{name}
    header     ///< %header{name}
  } kind = Kind::text;
  std::string text;
};
/// curl's rules: %% is a percent sign, \n \r \t are what they are, and what is not understood stands for
/// itself.
std::vector<FormatPiece> parse_format(std::string_view format);

/// Where -w prints to.
struct FormatSinks {
  Sink& out;
  Sink& err;
  std::string_view library;  ///< libcurl's name and version, for %{json}
};
/// Prints what the format says of the transfer. A name that is none leaves a line on `err`, as with curl.
void write_out(std::string_view format, const Outcome& outcome, const FormatSinks& sinks);

/// The names that -w knows, in alphabetical order.
std::vector<std::string_view> format_variables();

}  // namespace cauth::call
