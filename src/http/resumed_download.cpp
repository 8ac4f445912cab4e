#include "http/resumed_download.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace cauth::http {
namespace {

constexpr int kFirstRedirect = 300;
constexpr int kNoSuchRange = 416;

// "bytes 7-299/300"; "bytes */300" names no place.
bool begins_at(std::string_view content_range, std::int64_t from, int status) {
  const auto begin = std::min(content_range.find_first_of("0123456789*"), content_range.size());
  if (content_range.substr(begin, 1) == "*") return status < kFirstRedirect;
  const auto number = content_range.substr(begin);
  const auto digits = number.substr(0, number.find_first_not_of("0123456789"));
  return parse_number<std::int64_t>(digits) == from;
}

}  // namespace

ResumedDownload judge_resumed(const Response& head, std::int64_t from) {
  if (head.status == kNoSuchRange) return ResumedDownload::complete;
  const auto* range = head.headers.find("Content-Range");
  if (range != nullptr && begins_at(*range, from, head.status)) return ResumedDownload::goes_on;
  const auto* length = head.headers.find("Content-Length");
  const bool whole = length != nullptr && parse_number<std::int64_t>(trim(*length)) == from;
  return whole ? ResumedDownload::complete : ResumedDownload::refused;
}

}  // namespace cauth::http
