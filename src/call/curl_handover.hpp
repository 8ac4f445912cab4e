#pragma once

#include "base/url.hpp"
#include "call/authorize.hpp"
#include "call/curl_parts.hpp"

#include <span>
#include <string>
#include <vector>

namespace cauth::call {

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
