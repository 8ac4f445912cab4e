#pragma once

#include "cli/context.hpp"
#include "cli/prompter.hpp"

namespace cauth::cli {

/// The program that the setting answer_command names: `sh -c` runs it for a question, with the challenge as
/// JSON on its standard input, and its output without one line end is the answer; none is no answer. Empty
/// when the setting is not there. Error{usage} when the program fails. `context` outlives it.
Prompter::Program answer_program(Context& context);

}  // namespace cauth::cli
