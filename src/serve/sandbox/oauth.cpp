#include "serve/sandbox/oauth.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "http/status.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kDiscovery = "/.well-known/openid-configuration";

struct Endpoint {
  std::string_view path;
  Response (*serve)(State&, const Request&);
  std::string_view methods;
};

Response error_page(State& /*state*/, const Request& request) {
  return serve_error_page(request);
}

constexpr std::array<Endpoint, 7> kEndpoints = {{{"/oauth2/authorize", serve_authorize, "GET"},
                                                 {"/oauth2/token", serve_token, "POST"},
                                                 {"/oauth2/revoke", serve_revoke, "POST"},
                                                 {"/oauth2/userInfo", serve_user_info, "GET POST"},
                                                 {"/login", serve_login_page, "GET POST"},
                                                 {"/logout", serve_logout, "GET"},
                                                 {"/error", error_page, "GET"}}};

const Pool* discovered_pool(const State& state, std::string_view path) {
  if (!path.ends_with(kDiscovery)) return nullptr;
  const auto found = state.pools.find(path.substr(1, path.size() - kDiscovery.size() - 1));
  return found == state.pools.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<Response> serve_oauth(State& state, const Request& request) {
  for (const auto& endpoint : kEndpoints) {
    if (request.path() != endpoint.path) continue;
    if (endpoint.methods.find(request.method) == std::string_view::npos)
      return text_response(http::status::kMethodNotAllowed, "method not allowed\n");
    ++state.calls[std::string(endpoint.path)];
    return endpoint.serve(state, request);
  }
  if (const Pool* pool = discovered_pool(state, request.path())) return serve_discovery(state, *pool);
  return std::nullopt;
}

Response redirect_to(std::string address) {
  Response response{.status = http::status::kFound};
  response.headers.add("Location", std::move(address));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

std::string html_escape(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    constexpr std::string_view kSpecial = "&<>\"'";
    if (kSpecial.find(character) == std::string_view::npos) {
      escaped += character;
    } else {
      escaped += fmt::format("&#{};", static_cast<int>(character));
    }
  }
  return escaped;
}

Response html_response(int status, std::string_view title, std::string_view body) {
  Response response{.status = status,
                    .body = fmt::format(
                        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title>\n"
                        "<body style=\"font-family:sans-serif;margin:4em auto;max-width:24em\"><h1>{0}</h1>\n"
                        "{1}</body></html>\n",
                        html_escape(title), body)};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Response serve_error_page(const Request& request) {
  return html_response(http::status::kBadRequest, "An error was encountered with the requested page.",
                       fmt::format("<p>{}</p>", html_escape(request.parameter("error").value_or(""))));
}

Response oauth_error(std::string_view code, std::string_view description) {
  Json body = {{"error", code}};
  if (!description.empty()) body["error_description"] = description;
  Response response = json_response(http::status::kBadRequest, json_text(body));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

std::string cookie_of(const Request& request, std::string_view name) {
  for (const auto& field : request.headers.fields()) {
    if (!equal_ignoring_case(field.first, "cookie")) continue;
    for (const auto pair : split(field.second, ';')) {
      const auto halves = split_once(trim(pair), '=');
      if (halves && halves->before == name) return std::string(halves->after);
    }
  }
  return {};
}

}  // namespace cauth::serve::sandbox
