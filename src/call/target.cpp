#include "call/target.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace cauth::call {
namespace {

std::string below_api(std::string_view path, const std::optional<std::string>& api) {
  if (!api) {
    throw usage_error(
        fmt::format("\"{}\" is a path, and no API is known that it belongs to", printable(path)),
        "set `api` in the profile, CAUTH_API or --api, or give the whole URL");
  }
  std::string base = *api;
  while (base.ends_with('/')) base.pop_back();
  return base + std::string(path);
}

}  // namespace

Url target_url(std::string_view typed, const std::optional<std::string>& api) {
  const bool path = typed.starts_with('/');
  const std::string text = path ? below_api(typed, api) : std::string(typed);
  if (auto url = parse_typed_url(text)) return *url;
  const bool other_scheme = text.find("://") != std::string::npos && !text.starts_with("http");
  throw usage_error(fmt::format("\"{}\" is not an http or https URL", printable(text)),
                    other_scheme ? "cauth speaks http and https alone"
                                 : "spaces and other odd characters in it must be percent-encoded (%20)");
}

void add_query(Url& url, std::string_view data) {
  if (!url.query.empty() && !url.query.ends_with('&')) url.query += '&';
  url.query += data;
}

}  // namespace cauth::call
