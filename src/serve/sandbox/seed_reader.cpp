#include "serve/sandbox/seed_reader.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace cauth::serve::sandbox {

SeedReader::SeedReader(const Json& object, std::string path, std::string_view seed_name)
    : object_(object), path_(std::move(path)), seed_name_(seed_name) {
  if (!object.is_object())
    throw usage_error(fmt::format("{}: {} is no object", seed_name_, path_.empty() ? "it" : path_));
}

std::string SeedReader::path_of(std::string_view name) const {
  return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
}

void SeedReader::fail(std::string_view name, std::string_view problem) const {
  throw usage_error(fmt::format("{}: \"{}\" {}", seed_name_, path_of(name), problem));
}

const Json* SeedReader::find(std::string_view name) {
  asked_for_.emplace_back(name);
  const auto found = object_.find(asked_for_.back());
  return found == object_.end() ? nullptr : &*found;
}

std::optional<std::string> SeedReader::text(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) fail(name, "is no string");
  return value->get<std::string>();
}

std::string SeedReader::required_text(std::string_view name) {
  auto value = text(name);
  if (!value || value->empty()) fail(name, "is missing");
  return *std::move(value);
}

bool SeedReader::boolean(std::string_view name, bool otherwise) {
  const Json* value = find(name);
  if (value == nullptr) return otherwise;
  if (!value->is_boolean()) fail(name, "is neither true nor false");
  return value->get<bool>();
}

std::optional<std::size_t> SeedReader::number(std::string_view name) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_unsigned() && !(value->is_number_integer() && value->get<std::int64_t>() >= 0))
    fail(name, "is no whole number");
  return value->get<std::size_t>();
}

std::optional<std::chrono::seconds> SeedReader::duration(std::string_view name, std::chrono::seconds least) {
  const Json* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto length = parse_duration(value->is_string() ? value->get<std::string>() : value->dump());
  if (!length) fail(name, "is no duration such as \"2s\" or \"1h30m\"");
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*length);
  if (seconds < least) fail(name, fmt::format("is shorter than {}s", least.count()));
  return seconds;
}

std::vector<std::string> SeedReader::texts(std::string_view name) {
  std::vector<std::string> result;
  const Json* value = find(name);
  if (value == nullptr) return result;
  if (!value->is_array()) fail(name, "is no array");
  for (const auto& element : *value) {
    if (!element.is_string()) fail(name, "holds something that is no string");
    result.push_back(element.get<std::string>());
  }
  return result;
}

std::map<std::string, std::string> SeedReader::text_map(std::string_view name) {
  std::map<std::string, std::string> result;
  const Json* value = find(name);
  if (value == nullptr) return result;
  if (!value->is_object()) fail(name, "is no object");
  for (const auto& member : value->items()) {
    if (!member.value().is_string()) fail(fmt::format("{}.{}", name, member.key()), "is no string");
    result[member.key()] = member.value().get<std::string>();
  }
  return result;
}

void SeedReader::each(std::string_view name, const std::function<void(SeedReader&)>& read) {
  const Json* value = find(name);
  if (value == nullptr) return;
  if (!value->is_array()) fail(name, "is no array");
  for (std::size_t index = 0; index < value->size(); ++index) {
    SeedReader reader((*value)[index], fmt::format("{}[{}]", path_of(name), index), seed_name_);
    read(reader);
    reader.finish();
  }
}

void SeedReader::object(std::string_view name, const std::function<void(SeedReader&)>& read) {
  const Json* value = find(name);
  if (value == nullptr) return;
  SeedReader reader(*value, path_of(name), seed_name_);
  read(reader);
  reader.finish();
}

void SeedReader::finish() const {
  for (const auto& member : object_.items()) {
    if (std::find(asked_for_.begin(), asked_for_.end(), member.key()) != asked_for_.end()) continue;
    const auto meant = nearest(member.key(), asked_for_);
    throw usage_error(fmt::format("{}: \"{}\" is not known", seed_name_, path_of(printable(member.key()))),
                      meant ? fmt::format("did you mean \"{}\"?", *meant)
                            : fmt::format("what stands here may be: {}", join(asked_for_, ", ")));
  }
}

}  // namespace cauth::serve::sandbox
