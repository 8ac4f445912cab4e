#pragma once

#include "call/exchange.hpp"
#include "call/options.hpp"
#include "cli/context.hpp"

#include <string>
#include <vector>

namespace cauth::cli {

/// What may be done about the request that is to be explained.
struct Asking {
  bool send = false;     ///< it may be sent; otherwise it is only looked at
  bool changes = false;  ///< … also where it may change something: anything but GET, HEAD and OPTIONS
};

/// The GET that "cauth call URL" would make, with the session's token where the rules about origins allow it.
/// The answer is there where it was sent. Errors as `call` has them.
call::Exchange exchange_with(Context& context, const std::string& url, const call::Options& options,
                             Asking asking);

/// The request of a line for the curl program, with what stands in its own Authorization header (or in
/// another header that holds a token) and nothing of the session's. It goes to the line's own address alone,
/// once: no redirect is followed, nothing is written. Error{usage} for what is no such line, or asks for
/// several requests.
call::Exchange exchange_of_curl_line(Context& context, const std::vector<std::string>& words, Asking asking);

}  // namespace cauth::cli
