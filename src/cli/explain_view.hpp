#pragma once

#include "base/json.hpp"
#include "call/exchange.hpp"
#include "call/explain/evidence.hpp"
#include "call/explain/explain.hpp"
#include "cli/context.hpp"

#include <string>
#include <vector>

namespace cauth::cli {

/// What was looked at, for people: the token, the request and the answer, a line each; WWW-Authenticate
/// decoded.
std::string text_of_evidence(const call::explain::Evidence& evidence, bool was_sent);

/// The causes for people, the likeliest first: what it is, why, and what to do.
std::string text_of_causes(const std::vector<call::explain::Cause>& causes);

/// token, request, answer and causes, each with code, weight, summary, evidence and fix.
Json value_of_explanation(const call::explain::Evidence& evidence,
                          const std::vector<call::explain::Cause>& causes, bool was_sent);

/// Prints it as --output says. The exit status: 0 without a cause, 1 with one.
int print_explanation(Context& context, const call::explain::Evidence& evidence, bool was_sent);

/// For `call --explain`: on stderr, as an object with --error-format json, and nothing where the request was
/// not refused.
void tell_why(Context& context, const call::Exchange& exchange);

/// The same for causes alone.
int print_causes(Context& context, const std::vector<call::explain::Cause>& causes);

}  // namespace cauth::cli
