#include "call/expectations.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cauth::call {
namespace {

using std::chrono::milliseconds;

std::string size_of(const BodyCopy& body) {
  if (body.cut())
    return fmt::format("more than {} MiB, of which no more is looked at", BodyCopy::kJudgedBytes >> 20U);
  return body.text().empty() ? "an empty body" : fmt::format("{} bytes without it", body.text().size());
}

std::string in_one_line(std::string_view text) {
  std::vector<std::string> words;
  for (const auto word : split_words(text)) words.emplace_back(word);
  return join(words, " ");
}

class Judge {
 public:
  Judge(const Expectations& expected, const JudgedAnswer& answer) : expected_(expected), answer_(answer) {}

  std::vector<std::string> judge() {
    if (!expected_.status.empty() && !expected_.status.contains(answer_.status))
      add(fmt::format("status: expected {}, got {}", expected_.status.text(), answer_.status));
    if (!expected_.json.empty()) judge_json();
    for (const auto& text : expected_.contained) judge_text(text);
    const std::size_t because_of_body = lines_.size();
    for (const auto& header : expected_.headers) add(header.unmet(answer_.headers));
    judge_time();
    const auto body = answer_.body.text().substr(0, BodyCopy::kShownBytes);
    if (because_of_body != 0 && !body.empty()) add(fmt::format("the answer: {}", in_one_line(body)));
    return std::move(lines_);
  }

 private:
  // What is secret is left out before the line is cut, while it can still be told.
  void add(const std::optional<std::string>& line) {
    constexpr std::size_t kLongestBytes = 400;
    if (line) lines_.push_back(printable(answer_.hide(*line), kLongestBytes));
  }

  void judge_json() {
    const BodyCopy& body = answer_.body;
    std::string problem = body.cut() ? size_of(body) : body.text().empty() ? "an empty body" : "";
    if (problem.empty()) {
      const ParsedJson parsed = parse_json(body.text());
      if (parsed) {
        for (const auto& each : expected_.json) add(each.unmet(*parsed));
        return;
      }
      problem = fmt::format("a body that is no JSON ({})", parsed.problem);
    }
    for (const auto& each : expected_.json) add(each.unmet_by(problem));
  }

  void judge_text(const std::string& text) {
    if (answer_.body.text().find(text) != std::string_view::npos) return;
    add(fmt::format("body: expected to contain \"{}\", got {}", printable(text), size_of(answer_.body)));
  }

  void judge_time() {
    if (!expected_.time || answer_.time <= *expected_.time) return;
    const auto took = std::chrono::ceil<milliseconds>(answer_.time);
    add(fmt::format("time: expected at most {} ms, got {} ms", expected_.time->count(), took.count()));
  }

  const Expectations& expected_;
  const JudgedAnswer& answer_;
  std::vector<std::string> lines_;
};

}  // namespace

void BodyCopy::begin(std::size_t limit_bytes) {
  text_.clear();
  limit_bytes_ = limit_bytes;
  cut_ = false;
}

void BodyCopy::add(std::string_view bytes) {
  const auto kept = bytes.substr(0, limit_bytes_ - text_.size());
  text_ += kept;
  cut_ = cut_ || kept.size() < bytes.size();
}

std::vector<std::string> unmet(const Expectations& expectations, const JudgedAnswer& answer) {
  return Judge(expectations, answer).judge();
}

}  // namespace cauth::call
