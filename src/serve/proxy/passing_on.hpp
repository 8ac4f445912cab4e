#pragma once

#include "base/url.hpp"
#include "http/message.hpp"
#include "serve/message.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::proxy {

/// The fields of a message that belong to the next one that carries it on: without those that are for one
/// connection alone (RFC 9110 section 7.6.1).
http::Headers end_to_end(const http::Headers& headers);

/// What the API is asked: method, address and fields of a request that was let in, without `token_header`,
/// which is ours to set. `target` is below the path of `upstream`. The body is the caller's.
http::Request request_for(const Request& request, std::string_view target, const Url& upstream,
                          std::string_view token_header, const http::Request& connection);

/// Where an answer of the API leads to, as the client should ask for it: an address below `upstream` comes
/// out below `base`, what clients know the proxy by ("/KEY", or ""). Others stay as they are.
std::string location_for(std::string_view location, const Url& upstream, std::string_view base);

}  // namespace cauth::serve::proxy
