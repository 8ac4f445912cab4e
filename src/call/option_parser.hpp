#pragma once

#include "base/environ.hpp"
#include "base/streams.hpp"
#include "call/options.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth::call {

/// An option that belongs neither to curl nor to `call`: a setting, or one of every command.
struct Outsider {
  bool takes_value = false;
  std::function<void(std::string)> set;
};

/// What the parser needs from outside.
struct ParserWorld {
  const Environ& env;
  Source& in;  ///< for -K -
  /// By its whole name: "--profile", "-v".
  std::function<std::optional<Outsider>(std::string_view name)> outsider;
};

/// Reads the words after `cauth call` as curl 7.88 reads a line: clusters of short options with a glued value
/// at their end, long names that may be shortened, --no-NAME, `--`, --next, and the files of -K and (unless
/// the first word is -q or --disable) ~/.curlrc. `--name=value` is understood too. Error{usage} for what curl
/// would refuse, and for an option that curl has and we have not; within a config file such a line is passed
/// over and leaves a remark.
Line parse_line(std::span<const std::string> words, const ParserWorld& world);

}  // namespace cauth::call
