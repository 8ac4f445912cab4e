#include "base/error.hpp"
#include "base/form.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "serve/sandbox/challenges.hpp"
#include "serve/sandbox/oauth.hpp"
#include "serve/sandbox/oauth_authorization.hpp"
#include "serve/sandbox/sign_in_rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kFormCookie = "XSRF-TOKEN";

void set_cookie(Response& response, std::string_view name, std::string_view value) {
  response.headers.add("Set-Cookie", fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax", name, value));
}

// The form goes to the address it came from. It carries what only a page of ours can know of the cookie.
Response form(State& state, const Request& request, std::string_view problem) {
  const std::string mark = random_uuid(state.random);
  const std::string name =
      form_value(request.body, "username").value_or(request.parameter("login_hint").value_or(""));
  Response response = html_response(
      200, "Sign in to the sandbox",
      fmt::format("<p>{}</p>\n<form method=\"post\">\n<input type=\"hidden\" name=\"_csrf\" value=\"{}\">\n"
                  "<p><label>Username <input name=\"username\" value=\"{}\" autofocus></label></p>\n"
                  "<p><label>Password <input name=\"password\" type=\"password\"></label></p>\n"
                  "<p><button>Sign in</button></p>\n</form>\n",
                  html_escape(problem), mark, html_escape(name)));
  set_cookie(response, kFormCookie, mark);
  return response;
}

// Error{refused} in Cognito's words.
User& check_user(State& state, const Request& request, const CodeGrant& grant) {
  Pool& pool = find_pool(state, grant.pool_id);
  const PoolClient found = find_client(pool, grant.client_id);
  User& user =
      check_password(pool, found.client, pool.find_user(form_value(request.body, "username").value_or("")),
                     form_value(request.body, "password").value_or(""), state.now());
  SignInCall call{.state = state, .pool = pool, .client = found.client, .parameters = {}};
  // The code that follows is worth tokens: none are made here, nor a device that nobody would hear of.
  const auto next = challenge_after_password(call, user);
  if (!next) return user;
  const std::string challenge = string_member_or(*next, "ChallengeName", "");
  throw Error(
      Category::refused,
      fmt::format("This page does not ask for {}: sign this user in with \"cauth login\".", challenge));
}

}  // namespace

Response serve_login_page(State& state, const Request& request) {
  auto read = read_authorization(state, request);
  if (auto* response = std::get_if<Response>(&read)) return std::move(*response);
  auto& authorization = std::get<Authorization>(read);
  if (request.method != "POST") return form(state, request, {});
  const std::string mark = cookie_of(request, kFormCookie);
  if (mark.empty() || !equal_secret(mark, form_value(request.body, "_csrf").value_or("")))
    return form(state, request, "Something went wrong, please try again.");
  try {
    const User& user = check_user(state, request, authorization.grant);
    const BrowserSession session{
        .pool_id = authorization.grant.pool_id, .username = user.username, .signed_in = state.now()};
    Response response = answer_with_code(state, std::move(authorization), session);
    set_cookie(response, kBrowserCookie, state.browser_sessions.open(session, state.random));
    return response;
  } catch (const Error& error) {
    // A person reads what was wrong on the page.
    if (error.category != Category::refused) throw;
    return form(state, request, error.what_failed);
  }
}

Response serve_logout(State& state, const Request& request) {
  const std::string client_id = request.parameter("client_id").value_or("");
  const std::string uri = request.parameter("logout_uri").value_or("");
  for (const auto& pool : state.pools) {
    const auto client = pool.second.clients.find(client_id);
    if (client == pool.second.clients.end()) continue;
    const auto& allowed = client->second.logout_urls;
    if (std::find(allowed.begin(), allowed.end(), uri) == allowed.end())
      return to_error_page("redirect_mismatch", client_id);
    state.browser_sessions.end(cookie_of(request, kBrowserCookie));
    Response response = redirect_to(uri);
    set_cookie(response, kBrowserCookie, "; Max-Age=0");
    return response;
  }
  return to_error_page("invalid_client", client_id);
}

}  // namespace cauth::serve::sandbox
