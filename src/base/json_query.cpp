#include "base/json_query.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The grammar is JMESPath's (jmespath.org/specification.html); the words "projection" and "flatten" are its.
namespace cauth {
namespace {

struct Filter;

struct Step {
  enum class Kind { field, index, each_element, each_member, flatten, filter, length } kind = Kind::field;
  std::string name;
  std::ptrdiff_t index = 0;
  std::shared_ptr<const Filter> filter = nullptr;  // shared: steps are copied
  std::vector<Step> argument = {};                 // of length()
};
using Steps = std::vector<Step>;

struct Operand {
  Steps path;
  std::optional<Json> literal;
};

struct Filter {
  Operand left, right;
  bool equal = true;
};

bool begins_identifier(char character) {
  const char lower = ascii_lower(character);
  return (lower >= 'a' && lower <= 'z') || character == '_';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  // The pieces between pipes.
  std::vector<Steps> parse_all() {
    std::vector<Steps> pieces;
    do pieces.push_back(parse_path());
    while (take("|"));
    if (!at_end()) refuse("what follows is not understood");
    return pieces;
  }

 private:
  bool at_end() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ == text_.size();
  }
  bool next_is(std::string_view token) { return !at_end() && text_.substr(at_).starts_with(token); }
  bool take(std::string_view token) {
    if (!next_is(token)) return false;
    at_ += token.size();
    return true;
  }
  void need(std::string_view token) {
    if (!take(token)) refuse(fmt::format("\"{}\" is missing", token));
  }

  [[noreturn]] void refuse(std::string_view why) const {
    throw usage_error(
        fmt::format("cannot read the query \"{}\" at position {}: {}", printable(text_), at_ + 1, why),
        "paths are written as in the AWS CLI: AuthenticationResult.IdToken, Users[0].Username, "
        "\"cognito:groups\" in double quotes");
  }

  std::string_view until(char end) {
    const std::size_t close = text_.find(end, at_);
    if (close == std::string_view::npos) refuse(fmt::format("{} is missing", end));
    const auto inside = text_.substr(at_, close - at_);
    at_ = close + 1;
    return inside;
  }

  Json json_literal(const std::string& text) const {
    ParsedJson parsed = parse_json(text);
    if (!parsed) refuse("this is no JSON: " + parsed.problem);
    return std::move(*parsed);
  }

  std::string quoted_name() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    if (at_ >= text_.size()) refuse("the closing \" is missing");
    ++at_;
    return json_literal(std::string(text_.substr(begin, at_ - begin))).get<std::string>();
  }

  std::string identifier() {
    if (next_is("\"")) return quoted_name();
    const std::size_t begin = at_;
    if (at_end() || !begins_identifier(text_[at_])) refuse("a name is missing");
    while (at_ < text_.size() && (begins_identifier(text_[at_]) || (text_[at_] >= '0' && text_[at_] <= '9')))
      ++at_;
    return std::string(trim(text_.substr(begin, at_ - begin)));
  }

  // a, "a", *, length(a), after nothing or a dot.
  Step name_step() {
    if (take("*")) return {.kind = Step::Kind::each_member, .name = {}};
    const bool quoted = next_is("\"");
    Step step{.kind = Step::Kind::field, .name = identifier()};
    if (quoted || !take("(")) return step;
    if (step.name != "length") refuse(fmt::format("there is no function {}()", step.name));
    step.kind = Step::Kind::length;
    step.argument = parse_path();
    need(")");
    return step;
  }

  Step bracket_step() {
    if (take("]")) return {.kind = Step::Kind::flatten, .name = {}};
    if (take("*")) {
      need("]");
      return {.kind = Step::Kind::each_element, .name = {}};
    }
    if (take("?")) return {.kind = Step::Kind::filter, .name = {}, .filter = filter()};
    const auto number = parse_number<std::ptrdiff_t>(trim(until(']')));
    if (!number) refuse("a number, * or a filter belongs between the brackets");
    return {.kind = Step::Kind::index, .name = {}, .index = *number};
  }

  Operand operand() {
    if (take("'")) return {.path = {}, .literal = Json(std::string(until('\'')))};
    if (take("`")) return {.path = {}, .literal = json_literal(std::string(until('`')))};
    return {.path = parse_path(), .literal = std::nullopt};
  }

  std::shared_ptr<const Filter> filter() {
    Filter filter{.left = operand(), .right = {}};
    filter.equal = take("==");
    if (!filter.equal && !take("!=")) refuse("== or != is missing");
    filter.right = operand();
    need("]");
    return std::make_shared<const Filter>(std::move(filter));
  }

  Steps parse_path() {
    constexpr std::size_t kDeepest = 32;  // nested length() and filters
    if (++depth_ > kDeepest) refuse("it is nested too deep");
    Steps steps;
    if (!take("@") && !next_is("[")) steps.push_back(name_step());
    while (true) {
      if (take(".")) {
        steps.push_back(name_step());
      } else if (take("[")) {
        steps.push_back(bracket_step());
      } else {
        break;
      }
    }
    --depth_;
    return steps;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

Json walk(const Json& value, std::span<const Step> steps);

Json field(const Json& value, const std::string& name) {
  if (!value.is_object()) return nullptr;
  const auto found = value.find(name);
  return found == value.end() ? Json(nullptr) : *found;
}

Json element(const Json& value, std::ptrdiff_t index) {
  if (!value.is_array()) return nullptr;
  const auto size = static_cast<std::ptrdiff_t>(value.size());
  const std::ptrdiff_t at = index < 0 ? size + index : index;
  if (at < 0 || at >= size) return nullptr;
  return value[static_cast<std::size_t>(at)];
}

Json length(const Json& value) {
  if (value.is_array() || value.is_object()) return value.size();
  if (!value.is_string()) {
    throw usage_error(
        "length() in the query was given something that has none",
        "it counts the elements of a list, the members of an object or the characters of a text");
  }
  std::size_t characters = 0;
  for (const char byte : value.get_ref<const std::string&>()) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++characters;
  }
  return characters;
}

Json evaluate(const Json& value, const Operand& operand) {
  return operand.literal ? *operand.literal : walk(value, operand.path);
}

bool holds(const Json& value, const Filter& filter) {
  return (evaluate(value, filter.left) == evaluate(value, filter.right)) == filter.equal;
}

// The rest of the path for each of the values; those where it leads to nothing are left out.
Json project(const Json& values, std::span<const Step> rest) {
  Json results = Json::array();
  for (const auto& value : values) {
    Json result = walk(value, rest);
    if (!result.is_null()) results.push_back(std::move(result));
  }
  return results;
}

Json filtered(const Json& values, const Filter& filter) {
  Json kept = Json::array();
  for (const auto& value : values) {
    if (holds(value, filter)) kept.push_back(value);
  }
  return kept;
}

Json flattened(const Json& values) {
  Json flat = Json::array();
  for (const auto& value : values) {
    if (value.is_array()) {
      flat.insert(flat.end(), value.begin(), value.end());
    } else {
      flat.push_back(value);
    }
  }
  return flat;
}

Json walk_first(const Json& value, std::span<const Step> steps) {
  const Step& step = steps.front();
  const auto rest = steps.subspan(1);
  switch (step.kind) {
    case Step::Kind::field: return walk(field(value, step.name), rest);
    case Step::Kind::index: return walk(element(value, step.index), rest);
    case Step::Kind::length: return walk(length(walk(value, step.argument)), rest);
    case Step::Kind::each_member: return value.is_object() ? project(value, rest) : Json(nullptr);
    case Step::Kind::each_element: return value.is_array() ? project(value, rest) : Json(nullptr);
    case Step::Kind::filter:
      return value.is_array() ? project(filtered(value, *step.filter), rest) : Json(nullptr);
    case Step::Kind::flatten: break;
  }
  return nullptr;
}

// A flatten ends the projections on its left: it works on their result as a whole. So the last one splits
// the path.
Json walk(const Json& value, std::span<const Step> steps) {
  for (std::size_t at = steps.size(); at-- > 0;) {
    if (steps[at].kind != Step::Kind::flatten) continue;
    const Json left = walk(value, steps.first(at));
    return left.is_array() ? project(flattened(left), steps.subspan(at + 1)) : Json(nullptr);
  }
  return steps.empty() ? value : walk_first(value, steps);
}

}  // namespace

Json query(const Json& value, std::string_view path) {
  Json result = value;
  for (const auto& steps : Parser(path).parse_all()) result = walk(result, steps);
  return result;
}

void check_query(std::string_view path) {
  Parser(path).parse_all();
}

}  // namespace cauth
