#pragma once

#include "base/secret.hpp"
#include "base/streams.hpp"
#include "call/options.hpp"
#include "http/message.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// What the parts of a request are read from.
struct PartsWorld {
  Source& in;                                    ///< for `@-`
  std::function<void(std::string_view)> remark;  ///< on a file that is not there, as curl warns of it
};

/// The body that the -d, --data-raw, --data-binary, --data-urlencode and --json of a line make together;
/// nothing without any. A file that is not there is an empty one, as it is for curl, and a remark says so.
std::optional<SecretString> read_body(std::span<const DataPart> parts, const PartsWorld& world);

/// What the --url-query of a line add to the query; empty for none.
std::string read_query(std::span<const std::string> parts, const PartsWorld& world);

/// What -H lines say.
struct HeaderLines {
  http::Headers headers;
  std::vector<std::string> removed;

  /// Is a field of that name sent or left out by the user?
  bool mentions(std::string_view name) const;
};
/// `Name: value`, `Name:` (left out), `Name;` (empty), `@FILE`; other lines count for nothing, as with
/// curl; a file that is not there has none, and a remark says so.
HeaderLines read_headers(std::span<const std::string> lines, const PartsWorld& world);

}  // namespace cauth::call
