#pragma once

#include "base/url.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// The address that was typed: a URL, one without its scheme (https, or http for loopback), or a path
/// ("/orders") below `api`. Error{usage} when it is none, or a path and there is no `api`.
Url target_url(std::string_view typed, const std::optional<std::string>& api);

/// For messages: what was typed, with stars for a user and password in it.
std::string shown_address(std::string_view typed);

/// The URL with -G's data in its query.
void add_query(Url& url, std::string_view data);

}  // namespace cauth::call
