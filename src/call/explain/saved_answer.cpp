#include "call/explain/saved_answer.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/head_reader.hpp"

#include <string>

namespace cauth::call::explain {
namespace {

constexpr std::string_view kStatusLine = "HTTP/";
constexpr int kLeastStatus = 200, kMostStatus = 599;

Error no_answer(std::string_view why) {
  return usage_error(std::string("this is no saved answer: ").append(why),
                     "save one with: curl -i URL > answer, or cauth call -i URL > answer");
}

// One line with its end; curl -v shows a head behind "< ".
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  std::string_view line = text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
  text.remove_prefix(line.size());
  return line;
}

std::string_view without_mark(std::string_view line, bool marked) {
  if (!marked) return line;
  return line.starts_with("< ") ? line.substr(2) : line.starts_with('<') ? line.substr(1) : line;
}

bool begins_another_head(std::string_view text, bool marked) {
  return without_mark(text, marked).starts_with(kStatusLine);
}

http::SmallResponse read_blocks(std::string_view text, bool marked) {
  http::HeadReader head;
  while (!text.empty()) {
    head.line(without_mark(take_line(text), marked));
    // The block of a proxy, or of a redirect that -L followed: the answer that counts comes after it.
    if (head.complete() && !begins_another_head(text, marked)) break;
  }
  return {.head = head.take(), .body = std::string(text)};
}

}  // namespace

http::SmallResponse read_saved_answer(std::string_view text) {
  const bool marked = text.starts_with('<');
  if (!begins_another_head(text, marked)) throw no_answer("it begins with no status line (HTTP/1.1 401 …)");
  try {
    auto answer = read_blocks(text, marked);
    const int status = answer.head.status;
    if (status < kLeastStatus || status > kMostStatus) throw no_answer("its status line has no status");
    return answer;
  } catch (const Error& error) {
    // The reader speaks of a server.
    if (error.category != Category::transport) throw;
    throw no_answer(error.what_failed);
  }
}

}  // namespace cauth::call::explain
