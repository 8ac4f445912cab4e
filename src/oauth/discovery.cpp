#include "oauth/discovery.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace cauth::oauth {
namespace {

constexpr std::size_t kLargestDocument = std::size_t{64} * 1024;
constexpr std::string_view kAuthorize = "/oauth2/authorize";

Error no_document(const std::string& url, std::string_view why) {
  Error error(Category::transport, fmt::format("\"{}\" does not say where the login pages are: {}", url, why),
              "name their address with --domain");
  error.detail = curl_exit::kWeirdReply;
  return error;
}

}  // namespace

std::optional<std::string> discover_domain(http::Transport& transport, const http::Request& request,
                                           std::string_view issuer) {
  http::Request asked = request.clone();
  asked.url = fmt::format("{}/.well-known/openid-configuration", issuer);
  const auto answer = http::send_small(transport, asked, kLargestDocument);
  constexpr int kOk = 200;
  if (answer.head.status != kOk) throw no_document(asked.url, fmt::format("status {}", answer.head.status));
  const ParsedJson document = parse_json(answer.body);
  if (!document) throw no_document(asked.url, "it is no JSON");
  const std::string address = string_member_or(*document, "authorization_endpoint", "");
  // A pool without a domain has an address below its issuer there, where nothing is.
  if (!address.starts_with("https://") || !address.ends_with(kAuthorize)) return std::nullopt;
  return address.substr(0, address.size() - kAuthorize.size());
}

}  // namespace cauth::oauth
