#pragma once

#include "base/json.hpp"
#include "base/regex.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// One --expect-json: what a JSON body holds at a path (base/json_query.hpp).
class JsonExpectation {
 public:
  /// 'PATH' (something is there that is not null), '!PATH' (nothing or null), 'PATH=VALUE', 'PATH!=VALUE',
  /// 'PATH~REGEX', and with <, <=, >, >= and a number. Error{usage} for what cannot be read.
  explicit JsonExpectation(std::string_view text);

  /// Nothing: it holds. Otherwise "json PATH: expected …, got …", as long as what came is.
  std::optional<std::string> unmet(const Json& body) const;
  /// The same for a body that is no JSON, which `got` says of it.
  std::string unmet_by(std::string_view got) const;

 private:
  enum class Test { exists, absent, equal, unequal, matches, less, less_or_equal, greater, greater_or_equal };
  struct Operator;
  static const Operator* find_operator(std::string_view text, std::size_t& at);
  void read_value(std::string_view operator_text, std::string_view value);
  bool holds(const Json& found) const;
  bool equals(const Json& found) const;
  bool compares(double found) const;

  std::string path_;
  std::string expected_;  // for people: ">= 3"
  Test test_ = Test::exists;
  std::string text_;                  // the value as it was written
  std::shared_ptr<const Json> json_;  // the same, where it is JSON
  double number_ = 0;
  std::optional<Regex> regex_;
};

}  // namespace cauth::call
