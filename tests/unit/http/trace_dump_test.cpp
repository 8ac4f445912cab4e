#include "http/trace_dump.hpp"

#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace cauth::http {
namespace {

std::string dump_of(TraceKind kind, std::string_view bytes, bool hexadecimal = false,
                    Clock* clock = nullptr) {
  struct Kept : Sink {
    explicit Kept(std::string& text) : text_(text) {}
    void write(std::string_view more) override { text_ += more; }
    std::string& text_;
  };
  std::string text;
  TraceDump dump(
      std::make_unique<Kept>(text),
      {.describe = [](std::string_view) { return "a token"; }, .hexadecimal = hexadecimal, .clock = clock});
  dump.on_event(kind, bytes);
  return text;
}

}  // namespace

TEST_CASE("as text, each line of a head is a line under the offset it begins at") {
  CHECK(dump_of(TraceKind::header_out, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") ==
        "=> Send header, 27 bytes (0x1b)\n0000: GET / HTTP/1.1\n0010: Host: a\n0019: \n");
}

TEST_CASE("in hexadecimal, sixteen bytes are a line, with what can be printed beside it") {
  CHECK(dump_of(TraceKind::data_in, std::string_view("0123456789abcdef\0\n", 18), true) ==
        "<= Recv data, 18 bytes (0x12)\n"
        "0000: 30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66 0123456789abcdef\n"
        "0010: 00 0a                                           ..\n");
}

TEST_CASE("no credential is written") {
  const std::string head =
      dump_of(TraceKind::header_out, "Authorization: Basic YTpi\r\nCookie: session=1\r\nX: y\r\n");
  CHECK(head.find("YTpi") == std::string::npos);
  CHECK(head.find("session=1") == std::string::npos);
  CHECK(head.find("X: y") != std::string::npos);
  CHECK(dump_of(TraceKind::data_out, "{\"t\":\"eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln\"}").find("c2ln") ==
        std::string::npos);
  CHECK(dump_of(TraceKind::text, "h2h3 [authorization: Basic YTpi]\n").find("YTpi") == std::string::npos);
}

TEST_CASE("the time of day stands before an event, and before each line of -v") {
  test::ManualClock clock;
  CHECK(dump_of(TraceKind::text, "x", false, &clock).substr(8, 8) == ".000000 ");
  StringSink out;
  TimedLines lines(out, clock);
  lines.write("a");
  lines.write("b\nc\n");
  CHECK(out.text.size() == 2 * 16 + 5);
  CHECK(out.text.substr(8, 10) == ".000000 ab");
}

}  // namespace cauth::http
