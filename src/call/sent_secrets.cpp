#include "call/sent_secrets.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace cauth::call {
namespace {

bool is_secret(const std::string& name, const std::string& value) {
  const std::string line = fmt::format("{}: {}", name, value);
  return http::redact_header(line, {}) != line;
}

}  // namespace

SentSecrets::SentSecrets(const Call& call) {
  for (const auto& [name, value] : call.headers.headers.fields()) {
    if (!is_secret(name, value)) continue;
    add(value);
    // "Bearer TOKEN"
    if (const auto halves = split_once(value, ' ')) add(halves->after);
  }
  if (call.connection.cookies) add(call.connection.cookies->data);
  if (const auto own = split_once(call.url.user_info, ':')) add(own->after);
  if (!call.basic_credentials) return;
  add(base64_encode(call.basic_credentials->reveal()));
  if (const auto own = split_once(call.basic_credentials->reveal(), ':')) add(own->after);
}

void SentSecrets::add(std::string_view secret) {
  constexpr std::size_t kShortestBytes = 4;  // less stands in any text
  if (secret.size() >= kShortestBytes) secrets_.emplace_back(secret);
}

std::string SentSecrets::hide(std::string_view text) const {
  constexpr std::string_view kInstead = "[not shown]";
  std::string shown(text);
  for (const auto& secret : secrets_) {
    for (auto at = shown.find(secret.reveal()); at != std::string::npos;
         at = shown.find(secret.reveal(), at + kInstead.size()))
      shown.replace(at, secret.size(), kInstead);
  }
  return http::redact_tokens(shown, {});
}

}  // namespace cauth::call
