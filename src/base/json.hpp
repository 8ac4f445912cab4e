#pragma once

#include "base/secret.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace cauth {

/// A JSON value whose objects keep their members' order: what the service sent is what the user sees.
using Json = nlohmann::ordered_json;

struct JsonLimits {
  std::size_t bytes = std::size_t{4} << 20U;
  std::size_t depth = 32;
};

/// What became of a text: a value, or why not ("a name stands twice in one object").
struct ParsedJson {
  ParsedJson();
  ParsedJson(ParsedJson&&) noexcept;
  ~ParsedJson();
  explicit operator bool() const { return problem.empty(); }
  const Json& operator*() const { return *value; }
  Json& operator*() { return *value; }

  std::unique_ptr<Json> value;  // behind a pointer: the header stays light
  std::string problem;
};

/// The one door for JSON from outside. Strict RFC 8259: the whole text one value, valid UTF-8, no duplicate
/// names, no number beyond a double's range, size and depth bounded.
ParsedJson parse_json(std::string_view text, JsonLimits limits = {});

/// One line, or indented by `indent` spaces. Strings that are not UTF-8 come out with replacement characters.
std::string json_text(const Json& value);
std::string json_text(const Json& value, int indent);

/// The text of a value that holds secrets, in memory that wipes itself.
SecretString secret_json_text(const Json& value);

/// Wipes every string in the value.
void wipe(Json& value) noexcept;

/// A value that holds secrets: wiped at its end. An empty object at first; secrets are best assigned to its
/// members one by one, since an initialiser list leaves copies behind.
class WipedJson {
 public:
  WipedJson();
  explicit WipedJson(Json value);
  WipedJson(WipedJson&&) noexcept;
  WipedJson& operator=(WipedJson&&) = delete;
  ~WipedJson();
  Json& operator*() { return *value_; }
  const Json& operator*() const { return *value_; }
  Json* operator->() { return value_.get(); }
  /// The member, made where there is none.
  Json& operator[](std::string_view name);

 private:
  std::unique_ptr<Json> value_;
};

/// The member if the object has it and it is a string (a bool, a number); otherwise nothing or the default.
const std::string* string_member(const Json& object, std::string_view name);
std::string string_member_or(const Json& object, std::string_view name, std::string_view otherwise);

}  // namespace cauth
