#include "serve/sandbox/input.hpp"

#include "base/text.hpp"
#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>

namespace cauth::serve::sandbox {
namespace {

Error wrong_type(std::string_view name) {
  return refusal("SerializationException", fmt::format("{} is not of the type that the API has", name));
}

// The API's model writes member names with a small first letter in its messages.
std::string model_name(std::string_view name) {
  std::string result(name);
  if (!result.empty()) result[0] = ascii_lower(result[0]);
  return result;
}

const Json* find(const Json& input, std::string_view name) {
  const auto found = input.find(std::string(name));
  return found == input.end() || found->is_null() ? nullptr : &*found;
}

}  // namespace

std::string required_text(const Json& input, std::string_view name) {
  auto value = optional_text(input, name);
  if (value && !value->empty()) return *std::move(value);
  throw invalid_parameter(
      value ? fmt::format("1 validation error detected: Value at '{}' failed to satisfy constraint: Member "
                          "must have length greater than or equal to 1",
                          model_name(name))
            : fmt::format("1 validation error detected: Value at '{}' failed to satisfy constraint: Member "
                          "must not be null",
                          model_name(name)));
}

std::optional<std::string> optional_text(const Json& input, std::string_view name) {
  const Json* value = find(input, name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) throw wrong_type(name);
  return value->get<std::string>();
}

bool optional_boolean(const Json& input, std::string_view name, bool otherwise) {
  const Json* value = find(input, name);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) throw wrong_type(name);
  return value->get<bool>();
}

int optional_number(const Json& input, std::string_view name, int least, int most, int otherwise) {
  const Json* value = find(input, name);
  if (value == nullptr) return otherwise;
  if (!value->is_number_integer()) throw wrong_type(name);
  const auto number = value->get<std::int64_t>();
  if (number >= least && number <= most) return static_cast<int>(number);
  throw invalid_parameter(
      fmt::format("1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: Member must "
                  "have value {}",
                  number, model_name(name),
                  number < least ? fmt::format("greater than or equal to {}", least)
                                 : fmt::format("less than or equal to {}", most)));
}

TextMap text_map(const Json& input, std::string_view name) {
  TextMap result;
  const Json* value = find(input, name);
  if (value == nullptr) return result;
  if (!value->is_object()) throw wrong_type(name);
  for (const auto& member : value->items()) {
    if (member.value().is_null()) continue;  // amazon-cognito-identity-js takes a device's key back so
    if (!member.value().is_string()) throw wrong_type(name);
    result[member.key()] = member.value().get<std::string>();
  }
  return result;
}

std::vector<std::string> text_list(const Json& input, std::string_view name) {
  std::vector<std::string> result;
  const Json* value = find(input, name);
  if (value == nullptr) return result;
  if (!value->is_array()) throw wrong_type(name);
  for (const auto& element : *value) {
    if (!element.is_string()) throw wrong_type(name);
    result.push_back(element.get<std::string>());
  }
  return result;
}

TextMap attribute_list(const Json& input, std::string_view name) {
  TextMap result;
  const Json* value = find(input, name);
  if (value == nullptr) return result;
  if (!value->is_array()) throw wrong_type(name);
  for (const auto& element : *value) {
    if (!element.is_object()) throw wrong_type(name);
    result[required_text(element, "Name")] = optional_text(element, "Value").value_or("");
  }
  return result;
}

const std::string& required_parameter(const TextMap& parameters, std::string_view name) {
  if (const std::string* value = find_parameter(parameters, name)) return *value;
  throw invalid_parameter(fmt::format("Missing required parameter {}", name));
}

const std::string* find_parameter(const TextMap& parameters, std::string_view name) {
  const auto found = parameters.find(name);
  return found == parameters.end() || found->second.empty() ? nullptr : &found->second;
}

}  // namespace cauth::serve::sandbox
