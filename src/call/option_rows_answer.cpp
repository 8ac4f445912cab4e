#include "base/error.hpp"
#include "base/text.hpp"
#include "call/numbers.hpp"
#include "call/option_table.hpp"
#include "call/places.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace cauth::call {
namespace {

void set_output(Line& line, Given given) {
  if (given.value.empty()) throw usage_error("the name of -o is empty");
  Place& place = next_output_place(line.group());
  place.output = std::move(given.value);
  place.remote_name = false;
  place.output_given = true;
}

void set_remote_name(Line& line, Given given) {
  Place& place = next_output_place(line.group());
  place.output.reset();
  place.remote_name = given.on;
  place.output_given = true;
}

void set_resume(Line& line, Given given) {
  Resume resume;
  resume.where_the_file_ends = given.value == "-";
  if (!resume.where_the_file_ends) resume.from = parse_count(given.value, "--continue-at");
  line.group().resume = resume;
}

template <bool hexadecimal>
void set_trace(Line& line, Given given) {
  line.trace = {.name = std::move(given.value), .hexadecimal = hexadecimal};
}

// curl refuses the two together, whichever came first.
void check_fail(const Options& group) {
  if (group.fail && group.fail_with_body)
    throw usage_error("--fail and --fail-with-body exclude each other", "leave out one of them");
}

void set_fail(Line& line, Given given) {
  line.group().fail = given.on;
  check_fail(line.group());
}

void set_fail_with_body(Line& line, Given given) {
  line.group().fail_with_body = given.on;
  check_fail(line.group());
}

void check_file_mode(Line&, Given given) {
  constexpr int kOctal = 8;
  constexpr unsigned kMost = 0777;
  unsigned mode = 0;
  const char* end = given.value.data() + given.value.size();
  const auto read = std::from_chars(given.value.data(), end, mode, kOctal);
  if (read.ec != std::errc() || read.ptr != end || mode > kMost)
    throw usage_error(
        fmt::format("--create-file-mode wants an octal mode, not \"{}\"", printable(given.value)),
        "it looks like 0640");
}

void set_name_from_answer(Line& line, Given given) {
  line.group().name_from_answer = given.on;
}

}  // namespace

// clang-format off
std::span<const OptionRow> answer_rows() {
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"-o,--output", "FILE", "write the body into a file; - is standard output; #1 is what the first {} or [] of the URL stood for",
       set_output, true, true},
      {"-O,--remote-name", "", "write the body into a file named as the last part of the URL's path", set_remote_name, true},
      {"--remote-name-all", "", "do that for every URL without an -o",
       [](Line& l, Given g) { l.group().remote_name_all = g.on; }},
      {"-J,--remote-header-name", "", "with -O, take the name from the answer's Content-Disposition", set_name_from_answer},
      {"--output-dir", "FOLDER", "folder for the files of -o and -O",
       [](Line& l, Given g) { l.group().output_folder = std::move(g.value); }, false, true},
      {"--create-dirs", "", "make the folders that -o names",
       [](Line& l, Given g) { l.group().create_folders = g.on; }},
      {"--create-file-mode", "MODE", "accepted as by curl, where it is for files that are made on servers; HTTP makes none", check_file_mode},
      {"--no-clobber", "", "overwrite no file: add .1, .2 … to the name",
       [](Line& l, Given g) { l.group().clobber = g.on ? Options::Clobber::never : Options::Clobber::always; }},
      {"--remove-on-error", "", "remove the file of -o when the transfer fails",
       [](Line& l, Given g) { l.group().remove_on_error = g.on; }},
      {"-R,--remote-time", "", "give the file the answer's Last-Modified as its time",
       [](Line& l, Given g) { l.group().remote_time = g.on; }},
      {"--xattr", "", "note URL, type and referer in extended attributes of the file",
       [](Line& l, Given g) { l.group().note_origin = g.on; }},
      {"-C,--continue-at", "OFFSET", "go on at this byte; - is where the file ends", set_resume},
      {"-i,--include", "", "print the answer's headers before its body",
       [](Line& l, Given g) { l.group().include_head = g.on; }},
      {"-D,--dump-header", "FILE", "write the answer's headers into a file; - is standard output",
       [](Line& l, Given g) { l.group().dump_head = std::move(g.value); }, false, true},
      {"-w,--write-out", "FORMAT", "print this after each transfer, with %{http_code}, %{time_total}, %{json} … filled in; @FILE reads it",
       [](Line& l, Given g) { l.group().write_out = std::move(g.value); }},
      {"-f,--fail", "", "end with status 22, and print nothing, on an HTTP status of 400 or more", set_fail},
      {"--fail-with-body", "", "as --fail, but print the body", set_fail_with_body},
      {"-s,--silent", "", "say nothing when the request fails",
       [](Line& l, Given g) { l.silent = g.on; }},
      {"-S,--show-error", "", "with --silent, say it all the same",
       [](Line& l, Given g) { l.show_error = g.on; }},
      {"-#,--progress-bar", "", "show a bar instead of the usual progress meter",
       [](Line& l, Given g) { l.meter = g.on ? Line::Meter::bar : Line::Meter::usual; }},
      {"--no-progress-meter", "", "show no progress",
       [](Line& l, Given g) { l.meter = g.on ? Line::Meter::none : Line::Meter::usual; }},
      {"-N,--no-buffer", "", "write at once what comes; so it is done in any case", [](Line&, Given) {}},
      {"--styled-output", "", "accepted as by curl; headers are always plain", [](Line&, Given) {}},
      {"--stderr", "FILE", "write into this file what would go to stderr; - is standard output",
       [](Line& l, Given g) { l.stderr_file = std::move(g.value); }, false, true},
      {"--trace-ascii", "FILE", "write all that is sent and received into a file, secrets left out; - is standard output, % standard error",
       set_trace<false>, false, true},
      {"--trace", "FILE", "the same in hexadecimal too", set_trace<true>, false, true},
      {"--trace-time", "", "with the time of each event, for --verbose too",
       [](Line& l, Given g) { l.trace_time = g.on; }},
  });
  return kRows;
}
// clang-format on

}  // namespace cauth::call
