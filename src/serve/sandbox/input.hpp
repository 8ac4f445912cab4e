#pragma once

#include "base/json.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {

using TextMap = std::map<std::string, std::string, std::less<>>;

// An operation's input, member by member; what does not fit the API's model is refused in the API's words.

/// Error: InvalidParameterException when it is missing or empty, SerializationException when it is no string.
std::string required_text(const Json& input, std::string_view name);
std::optional<std::string> optional_text(const Json& input, std::string_view name);
bool optional_boolean(const Json& input, std::string_view name, bool otherwise);
/// Error: InvalidParameterException when it is not between the two.
int optional_number(const Json& input, std::string_view name, int least, int most, int otherwise);
/// Empty when it is missing.
TextMap text_map(const Json& input, std::string_view name);
/// Empty when it is missing.
std::vector<std::string> text_list(const Json& input, std::string_view name);
/// [{"Name": "email", "Value": "…"}] as a map.
TextMap attribute_list(const Json& input, std::string_view name);

/// The member of AuthParameters or ChallengeResponses. Error: `Missing required parameter NAME`.
const std::string& required_parameter(const TextMap& parameters, std::string_view name);
const std::string* find_parameter(const TextMap& parameters, std::string_view name);

}  // namespace cauth::serve::sandbox
