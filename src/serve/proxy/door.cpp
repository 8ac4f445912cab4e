#include "serve/proxy/door.hpp"

#include "base/text.hpp"
#include "base/url.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::serve::proxy {
namespace {

Response refusal(int status, std::string_view why) {
  return text_response(status, fmt::format("cauth proxy: {}\n", why));
}

std::string_view value_of(const Request& request, std::string_view name) {
  const auto* value = request.headers.find(name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

// A page of another site could point its own name at 127.0.0.1 and read our answers as its own. Its requests
// carry its name.
bool names_this_machine(std::string_view host, const Door& door) {
  if (!door.port) return true;
  const auto url = parse_url("http://" + std::string(host));
  return url && url->is_loopback() && url->port == *door.port && url->user_info.empty() && url->path == "/";
}

bool is_own_origin(std::string_view origin, const Door& door) {
  const auto url = parse_url(origin);
  return door.port && url && url->scheme == "http" && url->is_loopback() && url->port == *door.port;
}

// What the browser says of the page that asks: https://www.w3.org/TR/fetch-metadata/.
bool comes_from_another_site(const Request& request, const Door& door) {
  const auto origin = value_of(request, "Origin");
  if (!origin.empty()) return !is_own_origin(origin, door);
  const auto site = value_of(request, "Sec-Fetch-Site");
  return site == "cross-site" || site == "same-site";
}

bool is_allowed_page(const Request& request, const Door& door) {
  const auto origin = value_of(request, "Origin");
  return !origin.empty() && std::find(door.origins.begin(), door.origins.end(), origin) != door.origins.end();
}

// A browser asks without the headers that the page wants to send, the key's among them; the answer tells
// nothing.
bool is_preflight(const Request& request) {
  return request.method == "OPTIONS" && request.headers.has("Access-Control-Request-Method");
}

// "/KEY/orders" as "/orders"; nothing when it does not begin so.
std::optional<std::string> without_key(std::string_view target, std::string_view key) {
  if (target.size() <= key.size() || !equal_secret(target.substr(1, key.size()), key)) return std::nullopt;
  const auto rest = target.substr(1 + key.size());
  if (rest.empty() || rest.front() == '?') return '/' + std::string(rest);
  if (rest.front() != '/') return std::nullopt;
  return std::string(rest);
}

}  // namespace

Admission admit(const Request& request, const Door& door) {
  const std::string_view target = request.target;
  if (!target.starts_with('/'))
    return {
        {},
        refusal(http::status::kBadRequest, "this is no forward proxy: ask for a path, which is the API's")};
  if (!names_this_machine(value_of(request, "Host"), door))
    return {{}, refusal(http::status::kForbidden, "the request names another host than this machine")};
  const bool allowed_page = is_allowed_page(request, door);
  if (comes_from_another_site(request, door) && !allowed_page)
    return {
        {},
        refusal(http::status::kForbidden, "the request comes from a web page; --cors ORIGIN lets one in")};
  Guest guest{.target = request.target};
  if (allowed_page) guest.web_origin = value_of(request, "Origin");
  if (!door.key.empty()) {
    if (auto rest = without_key(target, door.key.reveal())) {
      guest.target = *std::move(rest);
      guest.key_in_path = true;
    } else if (!(allowed_page && is_preflight(request)) &&
               !equal_secret(value_of(request, kKeyHeader), door.key.reveal())) {
      return {
          {},
          refusal(http::status::kForbidden,
                  fmt::format("the key is missing: begin the path with it, or send it as {}", kKeyHeader))};
    }
  }
  if (request.headers.has("Upgrade"))
    return {{}, refusal(http::status::kNotImplemented, "a change of protocol (WebSocket) is not passed on")};
  return {std::move(guest), {}};
}

std::optional<Response> preflight_answer(const Request& request, const Guest& guest) {
  if (guest.web_origin.empty() || !is_preflight(request)) return std::nullopt;
  Response response{.status = http::status::kNoContent};
  response.headers.add("Access-Control-Allow-Methods",
                       std::string(value_of(request, "Access-Control-Request-Method")));
  if (const auto* names = request.headers.find("Access-Control-Request-Headers"))
    response.headers.add("Access-Control-Allow-Headers", *names);
  if (request.headers.has("Access-Control-Request-Private-Network"))
    response.headers.add("Access-Control-Allow-Private-Network", "true");
  response.headers.add("Access-Control-Max-Age", "600");
  allow_page(response.headers, guest);
  return response;
}

void allow_page(http::Headers& headers, const Guest& guest) {
  if (guest.web_origin.empty()) return;
  // What the API would allow is about its own address, not ours.
  headers.set("Access-Control-Allow-Origin", guest.web_origin);
  headers.set("Access-Control-Expose-Headers", "*");
  headers.add("Vary", "Origin");
}

}  // namespace cauth::serve::proxy
