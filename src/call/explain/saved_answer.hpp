#pragma once

#include "http/transport.hpp"

#include <cstddef>
#include <string_view>

namespace cauth::call::explain {

/// A saved answer may be so large; of a body that is longer only its beginning counts.
constexpr std::size_t kLargestSavedAnswer = std::size_t{8} << 20U;

/// An answer as `curl -i` (or -v's `< ` lines, or a browser's tools) wrote it: status line, header lines, an
/// empty line, the body. Blocks of 1xx, of a proxy's CONNECT and of redirects that were followed come before
/// the one that counts. Error{usage} for a text that does not begin with a status line, or has no status.
http::SmallResponse read_saved_answer(std::string_view text);

}  // namespace cauth::call::explain
