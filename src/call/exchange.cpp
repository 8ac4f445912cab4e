#include "call/exchange.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace cauth::call {
namespace {

using explain::HeaderForm;

// curl's --oauth2-bearer, and its other ways to bring credentials.
HeaderContent credential_option(const http::Request& request) {
  for (const auto& option : request.options) {
    const auto& row = http::curl_option_rows()[option.row];
    if (row.names == "--oauth2-bearer") return {.form = HeaderForm::bearer, .token = option.value.clone()};
  }
  const bool other = request.basic_credentials || any_of(request.options, &http::CurlOptionRow::credential);
  return {.form = other ? HeaderForm::other : HeaderForm::none, .token = std::nullopt};
}

}  // namespace

HeaderContent read_credential(std::string_view header_value) {
  constexpr std::string_view kBearer = "bearer ";
  const auto text = trim(header_value);
  if (text.empty()) return {};
  if (equal_ignoring_case(text.substr(0, kBearer.size()), kBearer))
    return {.form = HeaderForm::bearer, .token = SecretString(trim(text.substr(kBearer.size())))};
  // A scheme and more behind it: Basic, Digest, AWS4-HMAC-SHA256.
  if (text.find(' ') != std::string_view::npos) return {.form = HeaderForm::other, .token = std::nullopt};
  return {.form = HeaderForm::raw, .token = SecretString(text)};
}

Exchange exchange_of(const http::Request& request, const Url& url, std::string_view header_name) {
  const auto* header = request.headers.find(header_name);
  HeaderContent content = header == nullptr ? credential_option(request) : read_credential(*header);
  Exchange exchange{.request = {.method = request.method,
                                .url = url,
                                .form = content.form,
                                .header_name = std::string(header_name)},
                    .token = std::move(content.token),
                    .answer = std::nullopt};
  exchange.request.url.user_info.clear();
  return exchange;
}

void Exchange::add_to_body(std::string_view bytes) {
  if (answer)
    answer->body.append(bytes.substr(0, kBodyLookedAt - std::min(kBodyLookedAt, answer->body.size())));
}

}  // namespace cauth::call
