#pragma once

#include "base/url.hpp"
#include "call/authorize.hpp"
#include "call/curl_line.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cauth::call {

/// Why a line may not simply be given a token.
struct Doubt {
  std::string what;  ///< "curl's -u brings credentials of its own"
  std::string hint;
};

/// What one set of curl's options asks for: the line, or what stands between two --next of it.
struct CurlPart {
  std::size_t begins_at_word = 0;  ///< where an option that counts for this part may be put
  std::vector<Url> urls;
  std::vector<std::string> headers;  ///< names of those that the line brings
  std::optional<std::string> no_proxy;
  std::optional<Doubt> doubt;    ///< the token could reach another origin, or meet credentials of the user's
  bool follows = false;          ///< -L
  bool leads_elsewhere = false;  ///< a proxy, --resolve or --connect-to decides which machine is asked
  bool local_socket = false;     ///< a Unix socket: no machine but this one is asked
  bool shows_headers = false;    ///< -v or a trace, which hold the token
};

/// What the options ask for, as far as it decides about the token. Error{usage} for an address that curl and
/// we might read differently, or that is none for a token.
std::vector<CurlPart> read_curl_parts(std::span<const CurlOption> options);

/// How the token is to be sent in each part, or not: same order as `parts`. `named`: the origins of --origin,
/// which then are the only ones. Error{usage} for a doubt that no --origin resolves, for several origins in
/// one part, for a token that would go unencrypted.
std::vector<TokenPlan> plan_curl_parts(std::span<const CurlPart> parts, std::span<const Url> named,
                                       const TokenRules& rules, const Options& options);

/// The line of a config for curl that puts the token on: oauth2-bearer where it stands behind Bearer in
/// Authorization, so that a header of the user's own wins and a redirect to another origin strips it.
SecretString curl_config(const TokenPlan& plan, std::string_view token);
/// The line that keeps a loopback address from going through a proxy of the environment; empty for others.
/// `no_proxy`: what the environment says already.
std::string curl_config_for_loopback(const CurlPart& part, std::string_view no_proxy);

}  // namespace cauth::call
