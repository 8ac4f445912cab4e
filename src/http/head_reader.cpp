#include "http/head_reader.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace cauth::http {
namespace {

constexpr std::string_view kVersionPrefix = "HTTP/";
constexpr int kFirstFinalStatus = 200;
constexpr std::size_t kLargestBytes = 300 * std::size_t{1024};  // newer libcurls' own limit

}  // namespace

void HeadReader::line(std::string_view text) {
  const bool status_line = text.starts_with(kVersionPrefix);
  if (in_body_ || (complete_ && !status_line)) return;
  if (complete_) *this = {};
  if (text.size() > kLargestBytes - response_.head_text.size()) {
    Error error(Category::transport, fmt::format("the answer's head is larger than {} bytes", kLargestBytes));
    error.detail = curl_exit::kReceiveError;
    throw error;
  }
  response_.head_text += text;
  if (status_line) {
    begin(trim(text));
    return;
  }
  const auto content = trim(text);
  if (content.empty()) {
    complete_ = response_.status >= kFirstFinalStatus;
    return;
  }
  if (const auto halves = split_once(content, ':'))
    response_.headers.add(std::string(trim(halves->before)), std::string(trim(halves->after)));
}

void HeadReader::begin(std::string_view status_line) {
  const auto words = split_words(status_line);
  response_.http_version = words[0].substr(kVersionPrefix.size());
  response_.status = words.size() > 1 ? parse_number<int>(words[1]).value_or(0) : 0;
  response_.headers = {};
}

}  // namespace cauth::http
