#include "call/json_expectation.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/json_query.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cauth::call {

struct JsonExpectation::Operator {
  std::string_view text;
  Test test;
};

namespace {

constexpr std::size_t kShownBytes = 200;

// Past the quoted text that begins at `at`.
std::size_t skip_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (quote == '"' && text[at] == '\\') ++at;
  }
  return at;
}

}  // namespace

// Where the path ends: what stands in quotes, brackets and parentheses is the path's.
const JsonExpectation::Operator* JsonExpectation::find_operator(std::string_view text, std::size_t& at) {
  // The longer first.
  static constexpr std::array<Operator, 8> kOperators{{{"==", Test::equal},
                                                       {"!=", Test::unequal},
                                                       {"<=", Test::less_or_equal},
                                                       {">=", Test::greater_or_equal},
                                                       {"=", Test::equal},
                                                       {"~", Test::matches},
                                                       {"<", Test::less},
                                                       {">", Test::greater}}};
  std::size_t depth = 0;
  for (at = 0; at < text.size(); ++at) {
    const char character = text[at];
    if (character == '"' || character == '\'' || character == '`') at = skip_quoted(text, at);
    if (character == '[' || character == '(') ++depth;
    if ((character == ']' || character == ')') && depth != 0) --depth;
    const auto found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& each) {
      return text.substr(std::min(at, text.size())).starts_with(each.text);
    });
    if (depth == 0 && found != kOperators.end()) return &*found;
  }
  at = text.size();
  return nullptr;
}

JsonExpectation::JsonExpectation(std::string_view text) {
  text = trim(text);
  std::size_t at = 0;
  const Operator* found = find_operator(text, at);
  const bool absent = text.starts_with('!');
  if (absent && found != nullptr && at != 0)
    throw usage_error(
        fmt::format("--expect-json: \"{}\" asks for nothing and for something", printable(text)),
        "write 'PATH!=VALUE', or '!PATH' alone");
  path_ = trim(absent ? text.substr(1) : text.substr(0, at));
  if (path_.empty() || (absent && found != nullptr))
    throw usage_error(fmt::format("--expect-json: \"{}\" has no path", printable(text)),
                      "write 'PATH', '!PATH' or 'PATH=VALUE'");
  check_query(path_);
  test_ = absent ? Test::absent : found == nullptr ? Test::exists : found->test;
  expected_ = absent ? "nothing" : "something";
  if (found != nullptr) read_value(found->text, trim(text.substr(at + found->text.size())));
}

void JsonExpectation::read_value(std::string_view operator_text, std::string_view value) {
  text_ = value;
  if (test_ == Test::matches) {
    regex_.emplace(value);
  } else if (test_ == Test::equal || test_ == Test::unequal) {
    if (ParsedJson parsed = parse_json(value)) json_ = std::make_shared<const Json>(std::move(*parsed));
  } else {
    const auto number = parse_decimal(value);
    if (!number)
      throw usage_error(
          fmt::format("--expect-json: {} wants a number, not \"{}\"", operator_text, printable(value)));
    number_ = *number;
  }
  const std::string_view words = test_ == Test::equal     ? ""
                                 : test_ == Test::unequal ? "not "
                                 : test_ == Test::matches ? "a match of "
                                                          : operator_text;
  expected_ = fmt::format("{}{}{}", words, words == operator_text ? " " : "", printable(value, kShownBytes));
}

// A text may be written with and without quotes: 7 is the number and the text, "7" the text alone.
bool JsonExpectation::equals(const Json& found) const {
  if (json_ && found == *json_) return true;
  return found.is_string() && found.get_ref<const std::string&>() == text_;
}

bool JsonExpectation::compares(double found) const {
  switch (test_) {
    case Test::less: return found < number_;
    case Test::less_or_equal: return found <= number_;
    case Test::greater: return found > number_;
    case Test::greater_or_equal: return found >= number_;
    default: return false;
  }
}

bool JsonExpectation::holds(const Json& found) const {
  switch (test_) {
    case Test::exists: return !found.is_null();
    case Test::absent: return found.is_null();
    case Test::equal: return equals(found);
    case Test::unequal: return !equals(found);
    case Test::matches: {
      if (found.is_null()) return false;
      const std::string text = found.is_string() ? found.get<std::string>() : json_text(found);
      return text.size() <= Regex::kLongestTextBytes && regex_->matches_in(text);
    }
    default: return found.is_number() && compares(found.get<double>());
  }
}

std::optional<std::string> JsonExpectation::unmet(const Json& body) const {
  try {
    const Json found = query(body, path_);
    if (holds(found)) return std::nullopt;
    return unmet_by(found.is_null() ? "nothing" : json_text(found));
  } catch (const Error&) {
    // length() of what has none, which is what was to be found out.
    return unmet_by("something that has no length");
  }
}

std::string JsonExpectation::unmet_by(std::string_view got) const {
  return fmt::format("json {}: expected {}, got {}", printable(path_), expected_, got);
}

}  // namespace cauth::call
