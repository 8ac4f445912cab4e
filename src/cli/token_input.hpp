#pragma once

#include "base/secret.hpp"
#include "cli/context.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// The token that a command is to look at: the argument, standard input for `-`, standard input too when it
/// is a pipe or a file and there is no argument. Without its line end and without "Bearer ", of which a note
/// tells. Nothing when none of these is there: then it is the session's.
std::optional<SecretString> typed_token(Context& context, const std::optional<std::string>& argument);

/// What to do about a text that is no token, where its look tells; otherwise empty.
std::string hint_for_no_token(std::string_view text);

}  // namespace cauth::cli
