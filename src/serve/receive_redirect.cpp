#include "base/error.hpp"
#include "base/event.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "serve/serve.hpp"
#include "serve/server.hpp"

#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace cauth::serve {
namespace {

using Servers = std::vector<std::unique_ptr<Server>>;

constexpr std::string_view kPage =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>cauth</title>"
    "<body style=\"font-family:sans-serif;margin:4em "
    "auto;max-width:30em\"><h1>{}</h1><p>{}</p></body></html>\n";

Response page(int status, std::string_view title, std::string_view text) {
  Response response{.status = status, .body = fmt::format(fmt::runtime(kPage), title, text)};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  // Nothing of it may stay behind, be taken for something else, or tell others where it was.
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Referrer-Policy", "no-referrer");
  return response;
}

Url parse_callback(const std::string& uri) {
  const auto url = parse_url(uri);
  if (!url || url->scheme != "http" || !url->is_loopback()) {
    throw usage_error(fmt::format("\"{}\" is no http address on this machine to wait at", printable(uri)),
                      "with another redirect URI the final address has to be pasted: --paste");
  }
  return *url;
}

// A browser may take "localhost" for either.
std::vector<std::string> addresses_of(const Url& url) {
  if (url.host == "127.0.0.1" || url.host == "::1") return {url.host};
  return {"127.0.0.1", "::1"};
}

// Waits for the one answer. Requests come from the threads of two servers.
class Landings {
 public:
  explicit Landings(const RedirectOptions& options) : options_(options) {}

  Response answer(const Request& request, const std::string& path) {
    constexpr int kNotFound = 404, kBadRequest = 400;
    if (request.method != "GET" || request.path() != path) return text_response(kNotFound, "not found\n");
    const std::lock_guard lock(mutex_);
    const Landing landing = landed_ ? Landing::not_ours : options_.judge(request.query());
    if (landing == Landing::not_ours)
      return page(kBadRequest, "Not this one", "This is no answer to what was asked in the terminal.");
    landed_ = true;
    Response response = landing == Landing::good
                            ? page(200, options_.done, "You may close this page and go back to the terminal.")
                            : page(kBadRequest, "That did not work", "The terminal says why.");
    response.sent = [this] { event_.set(); };
    return response;
  }

  bool wait() { return event_.wait_until(options_.deadline); }

 private:
  const RedirectOptions& options_;
  std::mutex mutex_;
  bool landed_ = false;
  Event event_;
};

// On every address that the name stands for; nothing when its port is taken.
std::optional<Servers> listen(const Url& url, Landings& landings) {
  Servers servers;
  for (const auto& address : addresses_of(url)) {
    try {
      servers.push_back(std::make_unique<Server>(
          ServerOptions{.bind = address, .port = url.port, .body_limit_bytes = 0, .connection_limit = 32},
          [&landings, path = url.path](const Request& request) { return landings.answer(request, path); }));
    } catch (const Error& error) {
      // Half a port that somebody else has would lead browsers there. A machine without IPv6 has no ::1.
      if (error.code == kAddressInUse || address != "::1") return std::nullopt;
    }
  }
  if (servers.empty()) return std::nullopt;
  return servers;
}

}  // namespace

bool receive_redirect(const RedirectOptions& options) {
  Landings landings(options);
  std::vector<std::string> taken;
  for (const auto& uri : options.uris) {
    const Url url = parse_callback(uri);
    const auto servers = listen(url, landings);
    if (!servers) {
      taken.push_back(std::to_string(url.port));
      continue;
    }
    options.ready(uri);
    return landings.wait();
  }
  throw usage_error(fmt::format("cannot listen on port {}", join(taken, " or ")),
                    "end what listens there, name another address that the app client allows with "
                    "--redirect-uri, or use --paste");
}

}  // namespace cauth::serve
