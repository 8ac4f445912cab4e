#include "cli/web_sign_out.hpp"

#include "base/error.hpp"
#include "base/url.hpp"
#include "cli/login_pages.hpp"
#include "oauth/authorize.hpp"
#include "serve/serve.hpp"

#include <fmt/format.h>

namespace cauth::cli {
namespace {

constexpr const char* kDefaultLogoutUri = "http://localhost:8484/logout";

bool is_here(const std::string& uri) {
  const auto url = parse_url(uri);
  return url && url->scheme == "http" && url->is_loopback();
}

}  // namespace

void WebSignOut::declare(Args& args) {
  args.flag(web, "--web", "end the browser's session with the pool's login pages too");
  args.option(logout_uri, "--logout-uri", "URI",
              "with --web: the client's sign-out URL (default: http://localhost:8484/logout)");
  args.setting("domain");
  browser.declare(args);
}

void WebSignOut::run(Context& context, const session::Session& session) const {
  const std::string domain =
      session.domain.empty()
          ? login_domain(context, {.endpoint = session.key.endpoint, .region = session.region})
          : session.domain;
  const std::string uri = logout_uri.value_or(kDefaultLogoutUri);
  const auto send_off = [&](const std::string& back) {
    send_browser(context, browser, "sign out", oauth::logout_url(domain, session.key.client_id, back));
  };
  if (!is_here(uri)) return send_off(uri);
  const bool came = serve::receive_redirect({.uris = {uri},
                                             .ready = send_off,
                                             .judge = [](std::string_view) { return serve::Landing::good; },
                                             .done = "You are signed out",
                                             .deadline = context.clock().now() + browser.timeout});
  if (came) return context.note("signed out in the browser");
  throw Error(Category::action_needed,
              fmt::format("the browser did not come back within {}", browser.timeout_text()),
              fmt::format("where it shows an error such as redirect_mismatch, add {} to the app client's "
                          "sign-out URLs",
                          uri));
}

}  // namespace cauth::cli
