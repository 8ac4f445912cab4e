// A line for curl, its words separated by line ends: whatever stands on it, a token goes to one origin alone.
// The same text is a config file of curl's.

#include "base/error.hpp"
#include "base/text.hpp"
#include "call/curl_handover.hpp"
#include "target.hpp"

#include <functional>
#include <string>
#include <vector>

using cauth::fuzz::require;
using namespace cauth;

namespace {

void check_origins(const std::vector<call::CurlOption>& options) {
  const auto parts = call::read_curl_parts(options);
  const auto plans = call::plan_curl_parts(parts, {}, {}, {});
  require(plans.size() == parts.size());
  const Url* first = nullptr;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (plans[at].send != call::TokenPlan::Send::yes) continue;
    for (const auto& url : parts[at].urls) {
      if (first == nullptr) first = &url;
      require(same_origin(*first, url) && url.user_info.empty());
      require(url.scheme == "https" || url.is_loopback() || parts[at].local_socket);
    }
  }
}

void check(const std::function<std::vector<call::CurlOption>()>& read) {
  try {
    check_origins(read());
  } catch (const Error& error) {
    require(error.category == Category::usage && !error.what_failed.empty());
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  std::vector<std::string> words;
  for (const auto word : split(text, '\n')) words.emplace_back(word);
  check([&] { return call::read_curl_line(words); });
  check([&] { return call::read_curl_config(text, "file"); });
  return 0;
}
