#pragma once

#include "base/clock.hpp"
#include "call/options.hpp"
#include "http/message.hpp"
#include "jose/tokens.hpp"

#include <string>
#include <string_view>

namespace cauth::call {

struct SessionToken;
struct TokenPlan;

/// Is a 401 worth a new token and the same request once more? Not when the token is too young to be the
/// cause; and what changes something is sent again only when an authorizer refused it, before the API saw it.
bool worth_renewing(const http::Response& answer, std::string_view method, const SessionToken& token,
                    const Options& options, TimePoint now);

/// For people, after a 401 or 403: which kind of token was sent, and how to send the other; or that the
/// address is what is wrong.
std::string remark_on_refusal(const http::Response& answer, const SessionToken& token);

/// The same where none was sent because of where the address is; empty when there is nothing to say.
std::string remark_on_missing_token(int status, const TokenPlan& plan, std::string_view origin);

}  // namespace cauth::call
