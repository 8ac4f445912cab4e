#pragma once

#include "base/environ.hpp"

namespace cauth {

/// How many characters a line of the terminal on that descriptor has: COLUMNS, what the terminal says, or 79.
int terminal_columns(const Environ& env, int descriptor);

}  // namespace cauth
