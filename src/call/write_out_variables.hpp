#pragma once

#include "call/outcome.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// What %{name} stands for; nothing when there is no such variable. A value that is not known is empty.
std::optional<std::string> variable_text(const Outcome& outcome, std::string_view name);

/// %{json}: all variables in one object, by name; `library` is the member curl_version.
std::string json_of(const Outcome& outcome, std::string_view library);

/// %{header_json}: an array of values for each name, in lower case, in the order they came.
std::string json_of_headers(const http::Headers& headers);

}  // namespace cauth::call
