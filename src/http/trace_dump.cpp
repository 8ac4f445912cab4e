#include "http/trace_dump.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace cauth::http {
namespace {

struct Title {
  std::string_view mark, what;
};

Title title_of(TraceKind kind) {
  switch (kind) {
    case TraceKind::text: return {"== ", "Info"};
    case TraceKind::header_in: return {"<= ", "Recv header"};
    case TraceKind::header_out: return {"=> ", "Send header"};
    case TraceKind::data_in: return {"<= ", "Recv data"};
    case TraceKind::data_out: return {"=> ", "Send data"};
    case TraceKind::tls_in: return {"<= ", "Recv SSL data"};
    case TraceKind::tls_out: return {"=> ", "Send SSL data"};
  }
  return {"", ""};
}

// "14:05:09.123456 "
std::string time_of_day(Clock& clock) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  const TimePoint now = clock.now();
  const auto within = now.time_since_epoch().count() % kMicroseconds;
  // "2026-11-21 14:05:09 +0900"
  const std::string local = format_local(now);
  return fmt::format("{}.{:06} ", local.substr(11, 8), within);
}

char shown_character(char character) {
  const bool plain = character >= ' ' && character < '\x7f';
  return plain ? character : '.';
}

// Each line of a block of headers on its own, so that a secret is known by the name before it.
std::string redact_lines(std::string_view block, const Describe& describe) {
  std::string result;
  while (!block.empty()) {
    const auto end = std::min(block.find('\n'), block.size() - 1) + 1;
    const auto line = block.substr(0, end);
    const auto plain = line.substr(0, std::min(line.find_first_of("\r\n"), line.size()));
    result += redact_header(plain, describe);
    result += line.substr(plain.size());
    block.remove_prefix(end);
  }
  return result;
}

}  // namespace

std::string TraceDump::shown(TraceKind kind, std::string_view bytes) const {
  if (options_.show_secrets) return std::string(bytes);
  switch (kind) {
    case TraceKind::header_in:
    case TraceKind::header_out: return redact_lines(bytes, options_.describe);
    case TraceKind::text: return redact_text(bytes, options_.describe);
    default: return redact_tokens(bytes, options_.describe);
  }
}

std::string TraceDump::dump(std::string_view bytes) const {
  constexpr std::size_t kHexadecimal = 16;
  constexpr std::size_t kText = 64;
  const std::size_t width = options_.hexadecimal ? kHexadecimal : kText;
  std::string lines;
  for (std::size_t at = 0; at < bytes.size();) {
    lines += fmt::format("{:04x}: ", at);
    std::string_view piece = bytes.substr(at, width);
    std::size_t skipped = 0;
    // As text, a line of the protocol is a line here.
    if (const auto end = piece.find("\r\n"); !options_.hexadecimal && end != std::string_view::npos) {
      piece = piece.substr(0, end);
      skipped = 2;
    }
    for (std::size_t i = 0; options_.hexadecimal && i < width; ++i)
      lines += i < piece.size() ? fmt::format("{:02x} ", static_cast<unsigned char>(piece[i])) : "   ";
    for (const char character : piece) lines += shown_character(character);
    lines += '\n';
    at += piece.size() + skipped;
  }
  return lines;
}

void TraceDump::on_event(TraceKind kind, std::string_view bytes) {
  const auto [mark, what] = title_of(kind);
  std::string text = options_.clock != nullptr ? time_of_day(*options_.clock) : "";
  text += fmt::format("{}{}", mark, what);
  if (kind == TraceKind::text) {
    text += fmt::format(": {}", shown(kind, bytes));
    if (!text.ends_with('\n')) text += '\n';
  } else {
    text += fmt::format(", {0} bytes (0x{0:x})\n", bytes.size());
    // Ciphertext says nothing to anybody.
    const bool tls = kind == TraceKind::tls_in || kind == TraceKind::tls_out;
    if (!tls) text += dump(shown(kind, bytes));
  }
  out_->write(text);
}

void TimedLines::write(std::string_view bytes) {
  std::string text;
  for (const char character : bytes) {
    if (at_begin_) text += time_of_day(clock_);
    text += character;
    at_begin_ = character == '\n';
  }
  out_.write(text);
}

}  // namespace cauth::http
