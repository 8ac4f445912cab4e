#pragma once

#include "base/secret.hpp"
#include "base/streams.hpp"
#include "call/options.hpp"
#include "http/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// The body that the -d, --data-raw, --data-binary and --json of a line make together; nothing without any.
/// `in` is standard input, for `@-`. Error{transport, 26} (curl's "read error") for a file that is not there.
std::optional<SecretString> read_body(std::span<const DataPart> parts, Source& in);

/// What -H lines say.
struct HeaderLines {
  http::Headers headers;
  std::vector<std::string> removed;

  /// Is a field of that name sent or left out by the user?
  bool mentions(std::string_view name) const;
};
/// `Name: value`, `Name:` (left out), `Name;` (empty), `@FILE`; other lines count for nothing, as with curl.
HeaderLines read_headers(std::span<const std::string> lines, Source& in);

}  // namespace cauth::call
