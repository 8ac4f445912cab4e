#pragma once

#include "call/options.hpp"
#include "call/perform.hpp"
#include "call/request_parts.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

// What commands that talk to an API have in common with "cauth call", whose options these are.

/// --token-use (one of these kinds), --auth-header, --header-name and --allow-http: which token goes along,
/// and how.
void declare_token_options(Args& args, call::Options& options,
                           std::vector<std::string> kinds = {"id", "access", "none"});

/// The same, and -H, -k, --cacert, --connect-timeout, -m.
void declare_api_options(Args& args, call::Options& options,
                         std::vector<std::string> kinds = {"id", "access", "none"});

/// --no-renew, for those that ask again on 401.
void declare_renewal_option(Args& args, call::Options& options);

/// Options of "cauth call" by their long names ("--data"), with its words and its meaning.
void declare_call_options(Args& args, call::Line& line, std::initializer_list<std::string_view> names);

/// What -v shows of requests to an API; null without it.
std::unique_ptr<http::Trace> api_trace(Context& context);

/// What their -H lines say.
call::HeaderLines api_headers(Context& context, const call::Options& options);

/// TLS by these options, else curl's variables; hosts without a proxy; our name.
http::Request api_connection(Context& context, const call::Options& options);

/// What the outside gives to call::perform.
call::Outside api_outside(Context& context, call::TokenSource& tokens, Sink& out);

}  // namespace cauth::cli
