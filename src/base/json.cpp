#include "base/json.hpp"

#include "base/decimal.hpp"
#include "base/json_events.hpp"
#include "base/text.hpp"

// Boost.JSON's parser compiled into this one file: no shared library at run time.
#include <boost/json/src.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace cauth {
namespace {

// Builds the tree from the parser's events.
class TreeBuilder {
 public:
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

  using Code = boost::json::error_code;
  using Text = boost::json::string_view;
  using Members = Json::object_t::Container;

  TreeBuilder() = default;
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;
  ~TreeBuilder() { wipe(text_); }

  Json root;
  std::string problem;

  bool on_document_begin(Code& /*code*/) { return true; }
  bool on_document_end(Code& /*code*/) { return true; }
  bool on_object_begin(Code& /*code*/) { return open(Json::object()); }
  bool on_object_end(std::size_t /*count*/, Code& code) {
    return names_differ(*open_.back(), code) && close();
  }
  bool on_array_begin(Code& /*code*/) { return open(Json::array()); }
  bool on_array_end(std::size_t /*count*/, Code& /*code*/) { return close(); }
  bool on_key_part(Text part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
  bool on_key(Text part, std::size_t /*size*/, Code& /*code*/) {
    append(part);
    key_ = std::exchange(text_, {});
    return true;
  }
  bool on_string_part(Text part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
  bool on_string(Text part, std::size_t /*size*/, Code& /*code*/) {
    append(part);
    return add(std::exchange(text_, {}));
  }
  bool on_number_part(Text /*part*/, Code& /*code*/) { return true; }
  bool on_int64(std::int64_t number, Text /*part*/, Code& /*code*/) { return add(number); }
  bool on_uint64(std::uint64_t number, Text /*part*/, Code& /*code*/) { return add(number); }
  bool on_double(double number, Text text, Code& code) {
    if (!std::isfinite(number)) return refuse("a number is too large", code);
    // Boost.JSON may miss the nearest double.
    return add(parse_decimal({text.data(), text.size()}).value_or(number));
  }
  bool on_bool(bool value, Code& /*code*/) { return add(value); }
  bool on_null(Code& /*code*/) { return add(nullptr); }
  bool on_comment_part(Text /*part*/, Code& /*code*/) { return true; }
  bool on_comment(Text /*part*/, Code& /*code*/) { return true; }

 private:
  bool append(Text part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool refuse(std::string why, Code& code) {
    problem = std::move(why);
    code = boost::json::error::syntax;
    return false;
  }
  Json& place(Json value) {
    if (open_.empty()) return root = std::move(value);
    Json& parent = *open_.back();
    if (parent.is_array()) return parent.emplace_back(std::move(value));
    // Past ordered_json's own insertion, which looks at every member before it: see names_differ.
    Members& members = parent.get_ref<Json::object_t&>();
    return members.emplace_back(std::exchange(key_, {}), std::move(value)).second;
  }
  // Sorted once at an object's end: asking at each member would take minutes for a hundred thousand.
  bool names_differ(const Json& object, Code& code) {
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const auto& member : object.items()) names.emplace_back(member.key());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return true;
    return refuse("the name \"" + printable(*twice) + "\" stands twice in one object", code);
  }
  bool add(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json container) {
    open_.push_back(&place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;  // from the root to where we are; none of them moves while it is open
  std::string key_;
  std::string text_;
};

}  // namespace

ParsedJson::ParsedJson() = default;
ParsedJson::ParsedJson(ParsedJson&&) noexcept = default;
ParsedJson::~ParsedJson() = default;

ParsedJson parse_json(std::string_view text, JsonLimits limits) {
  ParsedJson parsed;
  if (text.size() > limits.bytes) {
    parsed.problem = "it is larger than " + std::to_string(limits.bytes) + " bytes";
    return parsed;
  }
  JsonEvents<TreeBuilder> events(limits.depth);
  boost::json::error_code code;
  if (events.read(text, code)) {
    parsed.value = std::make_unique<Json>(std::move(events.handler().root));
    return parsed;
  }
  parsed.problem = events.handler().problem.empty() ? code.message() : events.handler().problem;
  return parsed;
}

std::string json_text(const Json& value) {
  return json_text(value, -1);
}

std::string json_text(const Json& value, int indent) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

SecretString secret_json_text(const Json& value) {
  return SecretString::take(json_text(value));
}

void wipe(Json& value) noexcept {
  if (auto* text = value.get_ptr<Json::string_t*>()) {
    wipe(*text);
  } else if (value.is_structured()) {
    for (auto& child : value) wipe(child);
  }
}

WipedJson::WipedJson() : WipedJson(Json::object()) {}
WipedJson::WipedJson(Json value) : value_(std::make_unique<Json>(std::move(value))) {}
WipedJson::WipedJson(WipedJson&&) noexcept = default;
Json& WipedJson::operator[](std::string_view name) {
  return (*value_)[std::string(name)];
}
WipedJson::~WipedJson() {
  if (value_) wipe(*value_);
}

const std::string* string_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(std::string(name));
  return found == object.end() ? nullptr : found->get_ptr<const Json::string_t*>();
}

std::string string_member_or(const Json& object, std::string_view name, std::string_view otherwise) {
  const std::string* found = string_member(object, name);
  return found == nullptr ? std::string(otherwise) : *found;
}

}  // namespace cauth
