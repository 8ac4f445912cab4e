#pragma once

#include "base/secret.hpp"
#include "base/streams.hpp"
#include "cli/context.hpp"
#include "jose/tokens.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// What stands for standard input where a file or a token may be named.
inline constexpr std::string_view kStandardInput = "-";

/// A token to look at, and the session it is of where it is one's own.
struct TokenInput {
  SecretString text;
  std::optional<session::SessionKey> session;
};

/// The token that a command is to look at: the argument; standard input for `-`, and without an argument when
/// it is a pipe or a file; else CAUTH_TOKEN and its like, or the chosen session's token as it is stored:
/// never renewed, so that no network is needed. What people copy along with a token is left out, of which a
/// note tells: see unwrap_token. `use`: which of the session's; nothing: the one it would send.
TokenInput read_token(Context& context, const std::optional<std::string>& argument,
                      std::optional<jose::TokenUse> use);
/// The same with another standard input.
TokenInput read_token(Context& context, const std::optional<std::string>& argument,
                      std::optional<jose::TokenUse> use, Source& in);

/// CAUTH_TOKEN and its like, or the chosen session's token as it is stored, whatever standard input is.
TokenInput stored_token(Context& context, std::optional<jose::TokenUse> use);

/// What to do about a text that is no token, where its look tells; otherwise empty.
std::string hint_for_no_token(std::string_view text);

}  // namespace cauth::cli
