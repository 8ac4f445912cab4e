#pragma once

namespace cauth {

/// Gives back what has been read of the program's own code and constants: what is needed again comes from the
/// system's cache, 64 KiB for a microsecond. Between two stages of a run that have little in common this
/// keeps the first one's half megabyte out of the second one's memory.
void give_back_read_pages();

}  // namespace cauth
