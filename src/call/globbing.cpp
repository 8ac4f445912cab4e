#include "call/globbing.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "call/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kMostParts = 100;  // curl's own limit

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

// "[::1]", "[fe80::1%25eth0]": an address, not a range, which has a hyphen and at most one colon.
bool is_ipv6_literal(std::string_view rest) {
  const auto end = rest.find(']');
  if (end == std::string_view::npos) return false;
  const auto inside = rest.substr(1, end - 1);
  const auto address = inside.substr(0, inside.find('%'));
  const auto of_address = [](char character) {
    return is_digit(character) || (character >= 'a' && character <= 'f') ||
           (character >= 'A' && character <= 'F') || character == ':' || character == '.';
  };
  return std::count(address.begin(), address.end(), ':') >= 2 &&
         std::all_of(address.begin(), address.end(), of_address);
}

// What is still to be read of a pattern, and where it stands.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : pattern_(pattern) {}
  bool done() const { return at_ == pattern_.size(); }
  char front() const { return done() ? '\0' : pattern_[at_]; }
  char second() const { return at_ + 1 < pattern_.size() ? pattern_[at_ + 1] : '\0'; }
  char take() { return pattern_[at_++]; }
  bool take_if(char character) {
    if (front() != character || done()) return false;
    ++at_;
    return true;
  }
  std::string_view rest() const { return pattern_.substr(at_); }
  void skip(std::size_t count) { at_ += count; }

  std::optional<std::uint64_t> take_number() {
    std::size_t end = at_;
    while (end < pattern_.size() && is_digit(pattern_[end])) ++end;
    const auto number = parse_number<std::uint64_t>(pattern_.substr(at_, end - at_));
    if (number) at_ = end;
    return number;
  }

  std::size_t position() const { return at_; }
  [[noreturn]] void refuse(std::string_view why) const { refuse(why, at_); }
  [[noreturn]] void refuse(std::string_view why, std::size_t at) const {
    Error error(Category::transport,
                fmt::format("{} at character {} of \"{}\"", why, at + 1, shown_address(pattern_)),
                "with -g, braces and brackets stand for themselves");
    error.detail = curl_exit::kMalformedUrl;
    throw error;
  }

 private:
  std::string_view pattern_;
  std::size_t at_ = 0;
};

}  // namespace

class GlobParser {
 public:
  explicit GlobParser(std::string_view pattern) : reader_(pattern) {}

  Glob parse() {
    while (!reader_.done()) {
      if (glob_.parts_.size() + 1 >= kMostParts) reader_.refuse("too many patterns");
      glob_.parts_.push_back(part());
    }
    if (glob_.count() == 0) reader_.refuse("more addresses than can be counted");
    return std::move(glob_);
  }

 private:
  Glob::Part part() {
    std::string text = fixed();
    if (!text.empty()) return Glob::Fixed{std::move(text)};
    return reader_.take() == '{' ? words() : range();
  }

  // Up to the next pattern.
  std::string fixed() {
    constexpr std::string_view kSpecial = "{}[]";
    std::string text;
    while (!reader_.done() && reader_.front() != '{') {
      if (reader_.front() == '[') {
        if (!take_brackets(text)) break;
        continue;
      }
      if (reader_.front() == '}' || reader_.front() == ']')
        reader_.refuse("an unmatched closing brace or bracket");
      if (reader_.front() == '\\' && kSpecial.find(reader_.second()) != std::string_view::npos &&
          reader_.second() != '\0')
        reader_.skip(1);
      text += reader_.take();
    }
    return text;
  }

  // "[]" and the address of an IPv6 host stand for themselves.
  bool take_brackets(std::string& text) {
    std::size_t length = 0;
    if (is_ipv6_literal(reader_.rest())) {
      length = reader_.rest().find(']') + 1;
    } else if (reader_.second() == ']') {
      length = 2;
    }
    text += reader_.rest().substr(0, length);
    reader_.skip(length);
    return length != 0;
  }

  Glob::Part words() {
    Glob::Words words;
    std::string word;
    const std::string_view inside = reader_.rest();
    const std::size_t brace = reader_.position() - 1;
    while (true) {
      if (reader_.done()) reader_.refuse("an unmatched brace", brace);
      const char character = reader_.front();
      if (character == '{' || character == '[') reader_.refuse("a brace within braces");
      if (character == ']') reader_.refuse("an unexpected closing bracket");
      if (character == '}' && inside.size() == reader_.rest().size())
        reader_.refuse("nothing between braces");
      reader_.skip(1);
      if (character == ',' || character == '}') {
        words.words.push_back(std::exchange(word, {}));
        if (character == '}') return words;
      } else {
        const bool escaped = character == '\\' && !reader_.done();
        word += escaped ? reader_.take() : character;
      }
    }
  }

  Glob::Part range() {
    if (is_letter(reader_.front())) return letters();
    if (is_digit(reader_.front())) return numbers();
    reader_.refuse("a bad range");
  }

  // What may follow both ends: ":STEP", then "]".
  std::uint64_t step() {
    std::uint64_t step = 1;
    if (reader_.take_if(':')) step = reader_.take_number().value_or(0);
    if (step == 0 || !reader_.take_if(']')) reader_.refuse("a bad range");
    return step;
  }

  void check(std::uint64_t first, std::uint64_t last, std::uint64_t step) const {
    const bool fine = first == last ? step == 1 : first < last && step <= last - first;
    if (!fine) reader_.refuse("a bad range");
  }

  Glob::Part letters() {
    const char first = reader_.take();
    if (!reader_.take_if('-') || reader_.done()) reader_.refuse("a bad range");
    const char last = reader_.take();
    const std::uint64_t by = step();
    if (last < first || last - first > 'z' - 'a') reader_.refuse("a bad range");
    check(0, static_cast<std::uint64_t>(last - first), by);
    return Glob::Letters{.first = first, .last = last, .step = by, .at = first};
  }

  Glob::Part numbers() {
    const std::string_view digits = reader_.rest();
    const auto first = reader_.take_number();
    const std::size_t width = digits.front() == '0' ? digits.size() - reader_.rest().size() : 0;
    if (!first || !reader_.take_if('-')) reader_.refuse("a bad range");
    while (reader_.front() == ' ' || reader_.front() == '\t') reader_.skip(1);
    const auto last = reader_.take_number();
    if (!last) reader_.refuse("a bad range");
    const std::uint64_t by = step();
    check(*first, *last, by);
    return Glob::Numbers{.first = *first, .last = *last, .step = by, .width = width, .at = *first};
  }

  Reader reader_;
  Glob glob_;
};

Glob Glob::parse(std::string_view pattern) {
  return GlobParser(pattern).parse();
}

Glob Glob::literal(std::string_view text) {
  Glob glob;
  glob.parts_.emplace_back(Fixed{std::string(text)});
  return glob;
}

std::string Glob::text_of(const Part& part) {
  if (const auto* fixed = std::get_if<Fixed>(&part)) return fixed->text;
  if (const auto* words = std::get_if<Words>(&part)) return words->words[words->at];
  if (const auto* letters = std::get_if<Letters>(&part)) return std::string(1, letters->at);
  const auto& numbers = std::get<Numbers>(part);
  return fmt::format("{:0{}}", numbers.at, numbers.width);
}

std::string Glob::text() const {
  std::string text;
  for (const auto& part : parts_) text += text_of(part);
  return text;
}

// False: it is back at its beginning.
bool Glob::advance(Part& part) {
  if (auto* words = std::get_if<Words>(&part)) {
    words->at = (words->at + 1) % words->words.size();
    return words->at != 0;
  }
  if (auto* letters = std::get_if<Letters>(&part)) {
    const bool more = static_cast<std::uint64_t>(letters->last - letters->at) >= letters->step;
    letters->at = more ? static_cast<char>(letters->at + static_cast<int>(letters->step)) : letters->first;
    return more;
  }
  if (auto* numbers = std::get_if<Numbers>(&part)) {
    const bool more = numbers->last - numbers->at >= numbers->step;
    numbers->at = more ? numbers->at + numbers->step : numbers->first;
    return more;
  }
  return false;
}

bool Glob::next() {
  return std::any_of(parts_.rbegin(), parts_.rend(), [](Part& part) { return advance(part); });
}

std::uint64_t Glob::count() const {
  std::uint64_t count = 1;
  for (const auto& part : parts_) {
    std::uint64_t here = 1;
    if (const auto* words = std::get_if<Words>(&part)) here = words->words.size();
    if (const auto* letters = std::get_if<Letters>(&part))
      here = static_cast<std::uint64_t>(letters->last - letters->first) / letters->step + 1;
    if (const auto* numbers = std::get_if<Numbers>(&part))
      here = (numbers->last - numbers->first) / numbers->step + 1;
    if (here == 0 || count > std::numeric_limits<std::uint64_t>::max() / here) return 0;
    count *= here;
  }
  return count;
}

std::string Glob::fill(std::string_view name) const {
  std::vector<const Part*> patterns;
  for (const auto& part : parts_) {
    if (!std::holds_alternative<Fixed>(part)) patterns.push_back(&part);
  }
  std::string filled;
  while (!name.empty()) {
    std::size_t end = 1;
    while (name.front() == '#' && end < name.size() && is_digit(name[end])) ++end;
    const auto number = parse_number<std::size_t>(name.substr(1, end - 1));
    const bool known = number && *number >= 1 && *number <= patterns.size();
    filled += known ? text_of(*patterns[*number - 1]) : std::string(name.substr(0, end));
    name.remove_prefix(end);
  }
  return filled;
}

}  // namespace cauth::call
