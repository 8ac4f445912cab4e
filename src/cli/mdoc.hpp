#pragma once

#include "cli/args.hpp"

#include <string>
#include <string_view>

namespace cauth::cli::mdoc {

// Pieces of a page in mdoc(7). Each ends with a line end.

/// Text that no formatter takes for a request: nothing in it is a macro or an escape.
std::string text(std::string_view plain);

/// Paragraphs, which are separated by empty lines in `plain`.
std::string paragraphs(std::string_view plain);

/// ".It Fl d , Fl -data Ar DATA" and its help.
std::string item(const Option& option, std::string_view help);
/// ".It Ev NAME" and the like.
std::string item(std::string_view macro, std::string_view term, std::string_view help);

/// The items as a list; nothing for none.
std::string list(std::string_view items);

/// Lines that are typed, as they stand.
std::string literal(std::string_view lines);

}  // namespace cauth::cli::mdoc
