#pragma once

#include "base/clock.hpp"
#include "base/streams.hpp"
#include "http/transfer_info.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace cauth::call {

/// Shows on a terminal how far a transfer has come. Begins with the first progress.
class ProgressMeter : public http::ProgressSink {
 public:
  /// The last state, and the end of the line.
  virtual void finish() = 0;
};

/// curl's usual one: a table whose line is written anew once a second.
std::unique_ptr<ProgressMeter> open_progress_table(Sink& err, Clock& clock);

/// curl's -#: a bar of that many columns; something that moves where the length is not known. `resumed`:
/// bytes that were there before (-C).
std::unique_ptr<ProgressMeter> open_progress_bar(Sink& err, Clock& clock, int columns,
                                                 std::int64_t resumed = 0);

/// A number of bytes in five characters: "12345", " 976k", "12.3M".
std::string five_characters(std::int64_t bytes);
/// Eight: " 0:01:05", "--:--:--" for none, " 23d 04h".
std::string eight_characters(std::chrono::seconds length);

}  // namespace cauth::call
