#pragma once

#include "call/options.hpp"

namespace cauth::call {

/// The place that the next -o or -O belongs to: the first one that has none yet, a new one where all have.
Place& next_output_place(Options& options);

}  // namespace cauth::call
