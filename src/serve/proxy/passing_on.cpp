#include "serve/proxy/passing_on.hpp"

#include "base/text.hpp"
#include "serve/proxy/door.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cauth::serve::proxy {
namespace {

constexpr auto kForOneConnection = std::to_array<std::string_view>(
    {"Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE",
     "Trailer", "Transfer-Encoding", "Upgrade", "Content-Length", "HTTP2-Settings"});

bool is_named(std::string_view name, const std::vector<std::string_view>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view each) { return equal_ignoring_case(trim(each), name); });
}

// The path of an upstream that others are put behind: "" for "/".
std::string_view base_path(const Url& upstream) {
  std::string_view path = upstream.path;
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// "/prod/x?y" below "/prod": "/x?y"; nothing when it is not below it.
std::optional<std::string_view> below(std::string_view path, std::string_view base) {
  if (!path.starts_with(base)) return std::nullopt;
  const auto rest = path.substr(base.size());
  if (!rest.empty() && rest.front() != '/' && rest.front() != '?') return std::nullopt;
  return rest;
}

}  // namespace

http::Headers end_to_end(const http::Headers& headers) {
  std::vector<std::string_view> dropped(kForOneConnection.begin(), kForOneConnection.end());
  for (const auto& field : headers.fields()) {
    if (!equal_ignoring_case(field.first, "Connection")) continue;
    for (const auto name : split(field.second, ',')) dropped.push_back(name);
  }
  http::Headers kept;
  for (const auto& field : headers.fields()) {
    if (!is_named(field.first, dropped)) kept.add(field.first, field.second);
  }
  return kept;
}

http::Request request_for(const Request& request, std::string_view target, const Url& upstream,
                          std::string_view token_header, const http::Request& connection) {
  http::Request out = connection.clone();
  out.method = request.method;
  out.no_body_expected = request.method == "HEAD";
  out.url = upstream.origin() + std::string(base_path(upstream)) + std::string(target);
  out.user_agent.clear();
  http::Headers kept = end_to_end(request.headers);
  for (const auto name : {std::string_view("Host"), std::string_view("Expect"), kKeyHeader, token_header})
    kept.remove(name);
  for (const auto& field : kept.fields()) {
    if (!out.headers.has(field.first) || !connection.headers.has(field.first))
      out.headers.add(field.first, field.second);
  }
  // What libcurl would add by itself is not the client's.
  for (const auto* name : {"Accept", "User-Agent", "Content-Type"}) {
    if (!out.headers.has(name)) out.removed_headers.emplace_back(name);
  }
  return out;
}

std::string location_for(std::string_view location, const Url& upstream, std::string_view base) {
  const std::string_view prefix = base_path(upstream);
  if (location.starts_with('/') && !location.starts_with("//")) {
    const auto rest = below(location, prefix);
    return rest ? std::string(base) + (rest->starts_with('/') ? "" : "/") + std::string(*rest)
                : std::string(location);
  }
  const std::string absolute =
      location.starts_with("//") ? upstream.scheme + ":" + std::string(location) : std::string(location);
  const auto url = parse_url(absolute);
  if (!url || !same_origin(*url, upstream)) return std::string(location);
  std::string path = url->path;
  if (!url->query.empty()) path += '?' + url->query;
  if (!url->fragment.empty()) path += '#' + url->fragment;
  const auto rest = below(path, prefix);
  if (!rest) return std::string(location);
  return std::string(base) + (rest->starts_with('/') ? "" : "/") + std::string(*rest);
}

}  // namespace cauth::serve::proxy
