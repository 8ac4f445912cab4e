#pragma once

#include "base/secret.hpp"
#include "call/explain/sent_request.hpp"
#include "http/transport.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// A request as it went out last, and what came back: what an explanation looks at.
struct Exchange {
  explain::SentRequest request;
  std::optional<SecretString> token;          ///< in the header, whoever put it there
  std::optional<http::SmallResponse> answer;  ///< with the beginning of its body; nothing: none came

  void add_to_body(std::string_view bytes);
};

/// So much of a body is looked at.
constexpr std::size_t kBodyLookedAt = std::size_t{64} * 1024;

/// The request as it is about to be sent. `header_name`: where a token would stand.
Exchange exchange_of(const http::Request& request, const Url& url, std::string_view header_name);

/// A header's value: how it holds a token, and the token in it.
struct HeaderContent {
  explain::HeaderForm form = explain::HeaderForm::none;
  std::optional<SecretString> token;
};
HeaderContent read_credential(std::string_view header_value);

}  // namespace cauth::call
