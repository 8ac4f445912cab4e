#pragma once

#include "base/url.hpp"
#include "call/options.hpp"
#include "session/config_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::call {

/// What the user has said about where tokens may go and how.
struct TokenRules {
  std::optional<Url> api;       ///< the setting `api`
  bool api_in_profile = false;  ///< it stands in the profile, not in a variable or flag
  std::optional<Url> endpoint;  ///< the setting `endpoint_url`
  std::vector<session::OriginBinding> bindings;
  std::optional<std::string> token_use, auth_header;  ///< settings
};

/// How a token is to be sent to one address, or why none is.
struct TokenPlan {
  enum class Send {
    yes,
    not_wanted,   ///< --token-use none, or credentials of the user's own
    not_named,    ///< the profile names other origins
    unencrypted,  ///< plain http to a host that is not this machine
  } send = Send::not_wanted;
  std::optional<std::string> use;     ///< id or access; nothing: the session's usual one
  std::optional<std::string> scopes;  ///< of the session whose token it is to be; nothing: the chosen one
  std::string header_name = "Authorization";
  bool bearer = true;
};

/// For the address that was typed. `own_credentials`: -u, an Authorization header, user and password in the
/// URL.
TokenPlan plan_for_typed(const Url& url, const TokenRules& rules, const Options& options,
                         bool own_credentials);

/// For an address of an origin that was named on the line as one that may have the token.
TokenPlan plan_for_named(const Url& url, const TokenRules& rules, const Options& options);

/// For an address that a redirect led to: only origins that were named get a token, whatever --token-use
/// says.
TokenPlan plan_for_redirect(const Url& url, const TokenRules& rules, const Options& options,
                            bool own_credentials);

/// The header's value: "Bearer TOKEN" or the token alone.
std::string header_value(const TokenPlan& plan, std::string_view token);

}  // namespace cauth::call
