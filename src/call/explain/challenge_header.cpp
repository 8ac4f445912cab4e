#include "call/explain/challenge_header.hpp"

#include "base/text.hpp"

#include <cstddef>
#include <optional>

namespace cauth::call::explain {
namespace {

constexpr std::size_t kLongestHeader = std::size_t{8} * 1024;

// RFC 9110 section 5.6.2.
bool is_token_character(char character) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  const char lower = ascii_lower(character);
  return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9') ||
         kMarks.find(character) != std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // A challenge begins with a word that no equals sign follows; what has one belongs to the challenge before.
  std::vector<ChallengeHeader> read() {
    std::vector<ChallengeHeader> challenges;
    while (skip_to_word()) {
      std::string word = take_word();
      skip_blanks();
      if (!take('=')) {
        challenges.push_back({.scheme = std::move(word), .parameters = {}});
      } else if (challenges.empty()) {
        take_value();
      } else {
        challenges.back().parameters.emplace_back(to_lower(word), take_value());
      }
    }
    return challenges;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  void skip_blanks() {
    while (!at_end() && is_space(text_[at_])) ++at_;
  }
  bool skip_to_word() {
    while (!at_end() && !is_token_character(text_[at_])) ++at_;
    return !at_end();
  }
  bool take(char wanted) {
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  std::string take_word() {
    const std::size_t begin = at_;
    while (!at_end() && is_token_character(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }
  std::string take_value() {
    skip_blanks();
    if (!take('"')) return take_word();
    std::string value;
    while (!at_end() && !take('"')) {
      // RFC 9110 section 5.6.4: a backslash quotes what follows it.
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_++];
    }
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string ChallengeHeader::parameter(std::string_view name) const {
  for (const auto& each : parameters) {
    if (each.first == name) return each.second;
  }
  return {};
}

std::vector<ChallengeHeader> read_challenges(std::string_view value) {
  if (value.size() > kLongestHeader) return {};
  return Reader(value).read();
}

std::vector<ChallengeHeader> challenges_of(const http::Headers& headers) {
  std::vector<ChallengeHeader> all;
  for (const auto& [name, value] : headers.fields()) {
    const bool is_challenge = equal_ignoring_case(name, "WWW-Authenticate") ||
                              equal_ignoring_case(name, "x-amzn-Remapped-WWW-Authenticate");
    if (!is_challenge) continue;
    for (auto& challenge : read_challenges(value)) all.push_back(std::move(challenge));
  }
  return all;
}

}  // namespace cauth::call::explain
