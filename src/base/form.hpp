#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cauth {

// application/x-www-form-urlencoded, as forms, query strings and OAuth have it:
// https://url.spec.whatwg.org/#application/x-www-form-urlencoded

/// Percent escapes and `+` decoded (RFC 3986 section 2.1); what is no escape stays as it is.
std::string form_decode(std::string_view text);

/// The first value of that name, decoded; nothing when it is not there.
std::optional<std::string> form_value(std::string_view form, std::string_view name);

/// How many values of that name there are: OAuth allows one (RFC 6749 section 3.1).
std::size_t count_form_values(std::string_view form, std::string_view name);

/// Adds "NAME=VALUE", encoded, after a `&` where something stands before.
void add_form_value(std::string& form, std::string_view name, std::string_view value);
void add_form_value(SecretString& form, std::string_view name, std::string_view value);

}  // namespace cauth
