// Any text is a format of -w: no byte of it is lost but those of variables and escapes, and writing it never
// fails.

#include "call/write_out.hpp"

#include "base/streams.hpp"
#include "target.hpp"

#include <cstddef>

using cauth::call::FormatPiece;
using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto format = cauth::fuzz::text_of(data, size);
  std::size_t length = 0;
  for (const auto& piece : cauth::call::parse_format(format)) length += piece.text.size();
  require(length <= format.size());
  cauth::StringSink out, err;
  cauth::call::Outcome outcome;
  outcome.headers.add("X-Name", "value\n\"quoted\"\\");
  write_out(format, outcome, {.out = out, .err = err, .library = "libcurl"});
  return 0;
}
