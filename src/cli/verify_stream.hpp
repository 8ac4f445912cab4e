#pragma once

#include "base/streams.hpp"
#include "cli/context.hpp"
#include "cli/verify_rules.hpp"
#include "jose/verdict.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// Verifies a token a line, on all cores, and prints a verdict a line in the same order: JSON, or a sentence
/// with --output text. `field`: lines are JSON, with the token at this path. Gives the exit status: 0 when
/// all are valid, else 1. Memory does not grow with the stream.
int verify_stream(Context& context, VerifyRules& rules, Source& in, const std::optional<std::string>& field,
                  TimePoint now);

/// "valid: id token of alice, expires in 12m".
std::string sentence_of_valid(std::string_view token_use, std::string_view username, TimePoint expires,
                              TimePoint now);
/// "not valid (expired): it expired 2m ago (…)".
std::string sentence_of_refused(const jose::Verdict& verdict);

}  // namespace cauth::cli
