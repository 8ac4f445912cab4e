#include "call/write_out.hpp"

#include "base/text.hpp"
#include "call/write_out_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace cauth::call {
namespace {

void add_text(std::vector<FormatPiece>& pieces, std::string_view text) {
  if (pieces.empty() || pieces.back().kind != FormatPiece::Kind::text) pieces.emplace_back();
  pieces.back().text += text;
}

// What a backslash and the letter behind it stand for.
std::string_view meaning_of(std::string_view pair) {
  switch (pair[1]) {
    case 'n': return "\n";
    case 'r': return "\r";
    case 't': return "\t";
    default: return pair;
  }
}

// "{name}" or "header{name}" behind the percent sign: taken from the front, where it is whole.
bool take_braced(std::string_view& rest, std::string_view opening, FormatPiece::Kind kind,
                 std::vector<FormatPiece>& pieces) {
  if (!rest.starts_with(opening)) return false;
  rest.remove_prefix(opening.size());
  const auto end = rest.find('}');
  if (end == std::string_view::npos) {
    add_text(pieces, opening);
  } else {
    pieces.push_back({.kind = kind, .text = std::string(rest.substr(0, end))});
    rest.remove_prefix(end + 1);
  }
  return true;
}

void take_percent(std::string_view& rest, std::vector<FormatPiece>& pieces) {
  if (take_braced(rest, "%{", FormatPiece::Kind::variable, pieces) ||
      take_braced(rest, "%header{", FormatPiece::Kind::header, pieces))
    return;
  add_text(pieces, rest.starts_with("%%") ? "%" : rest.substr(0, 2));
  rest.remove_prefix(2);
}

class Writer {
 public:
  Writer(const Outcome& outcome, const FormatSinks& sinks)
      : outcome_(outcome), sinks_(sinks), to_(&sinks.out) {}

  // False: the rest is not wanted.
  bool write(const FormatPiece& piece) {
    switch (piece.kind) {
      case FormatPiece::Kind::text: text_ += piece.text; return true;
      case FormatPiece::Kind::header: text_ += header(piece.text); return true;
      case FormatPiece::Kind::variable: return variable(piece.text);
    }
    return true;
  }

  void flush() {
    if (!text_.empty()) to_->write(text_);
    text_.clear();
  }

 private:
  std::string header(std::string_view name) const {
    const auto* value = outcome_.headers.find(name);
    return value == nullptr ? "" : *value;
  }

  bool variable(const std::string& typed) {
    const std::string name = to_lower(typed);
    if (name == "onerror") return outcome_.exit != 0;
    if (name == "stdout" || name == "stderr") {
      flush();
      to_ = name == "stdout" ? &sinks_.out : &sinks_.err;
    } else if (name == "json") {
      text_ += json_of(outcome_, sinks_.library);
    } else if (name == "header_json") {
      text_ += json_of_headers(outcome_.headers);
    } else if (const auto value = variable_text(outcome_, name)) {
      text_ += *value;
    } else {
      sinks_.err.write(fmt::format("cauth: -w knows no variable \"{}\"\n", printable(typed)));
    }
    return true;
  }

  const Outcome& outcome_;
  const FormatSinks& sinks_;
  Sink* to_;
  std::string text_;
};

}  // namespace

std::vector<FormatPiece> parse_format(std::string_view format) {
  std::vector<FormatPiece> pieces;
  while (!format.empty()) {
    const auto plain = std::min(format.find_first_of("%\\"), format.size());
    if (plain != 0) add_text(pieces, format.substr(0, plain));
    format.remove_prefix(plain);
    if (format.size() == 1) {
      add_text(pieces, format);
      break;
    }
    if (format.starts_with('%')) {
      take_percent(format, pieces);
    } else if (!format.empty()) {
      add_text(pieces, meaning_of(format.substr(0, 2)));
      format.remove_prefix(2);
    }
  }
  return pieces;
}

void write_out(std::string_view format, const Outcome& outcome, const FormatSinks& sinks) {
  const auto pieces = parse_format(format);
  Writer writer(outcome, sinks);
  for (const auto& piece : pieces) {
    if (!writer.write(piece)) break;
  }
  writer.flush();
}

}  // namespace cauth::call
