#include "call/form_syntax.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::call {
namespace {

constexpr std::size_t kInputLimitBytes = std::size_t{1} << 30U;
constexpr std::size_t kHeaderLimitBytes = std::size_t{1} << 20U;
constexpr int kDeepest = 16;  // parts within parts

// The text of one field, read from its front.
class Text {
 public:
  explicit Text(std::string_view text) : rest_(text) {}
  char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  void skip(std::size_t count) { rest_.remove_prefix(count); }
  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) skip(1);
  }
  bool take_prefix(std::string_view prefix) {
    if (!equal_ignoring_case(rest_.substr(0, prefix.size()), prefix)) return false;
    skip(prefix.size());
    return true;
  }

  // Up to `;` or `end`; or what stands in double quotes there, where backslashes escape those and themselves.
  std::string take_word(char end) {
    skip_space();
    if (auto quoted = take_quoted(end)) return std::move(*quoted);
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] != ';' && !(end != '\0' && rest_[length] == end)) ++length;
    std::string word(rest_.substr(0, length));
    skip(length);
    while (!word.empty() && is_space(word.back())) word.pop_back();
    return word;
  }

 private:
  // Nothing: no quote there, or none that closes before the end: then the quotes are part of the word.
  std::optional<std::string> take_quoted(char end) {
    if (front() != '"') return std::nullopt;
    std::string word;
    for (std::size_t at = 1; at < rest_.size(); ++at) {
      const bool escape =
          rest_[at] == '\\' && at + 1 < rest_.size() && (rest_[at + 1] == '\\' || rest_[at + 1] == '"');
      if (escape) {
        word += rest_[++at];
      } else if (rest_[at] == '"') {
        skip(at + 1);
        while (!rest_.empty() && rest_.front() != ';' && !(end != '\0' && rest_.front() == end)) skip(1);
        return word;
      } else {
        word += rest_[at];
      }
    }
    return std::nullopt;
  }

  std::string_view rest_;
};

// What may follow a part's content.
struct Attributes {
  std::optional<std::string> type, filename;
  std::string encoder;
  std::vector<std::string> headers;
};

class FormReader {
 public:
  FormReader(const FormWorld& world, http::Form& form) : world_(world) { open_.push_back(&form.parts); }

  void read(const FormField& field) {
    const auto halves = split_once(field.text, '=');
    if (!halves) {
      throw usage_error(fmt::format("\"{}\" is no form field", printable(field.text)),
                        "it looks like NAME=TEXT, NAME=@FILE or NAME=<FILE");
    }
    const std::string_view content = halves->after;
    if (field.literal) {
      add(halves->before, {.content = SecretString(content)});
    } else if (content.starts_with('(')) {
      open(halves->before, content);
    } else if (halves->before.empty() && content == ")") {
      if (open_.size() == 1) throw usage_error("\"=)\" ends a part of the form that was never begun");
      open_.pop_back();
    } else if (content.starts_with('@')) {
      add_files(halves->before, content);
    } else {
      add_text(halves->before, content);
    }
  }

 private:
  http::FormPart& add(std::string_view name, http::FormPart part) {
    part.name = name;
    return open_.back()->emplace_back(std::move(part));
  }

  void open(std::string_view name, std::string_view content) {
    if (open_.size() > kDeepest) throw usage_error("the form has too many parts within parts");
    Text text(content);
    text.take_word('\0');
    Attributes attributes = read_attributes(text, '\0');
    http::FormPart part;
    part.type = std::move(attributes.type);
    part.headers = std::move(attributes.headers);
    // What comes up to "=)" goes in. The list that holds this part does not grow meanwhile: the pointer stays
    // good.
    open_.push_back(&add(name, std::move(part)).parts);
  }

  // "@a.txt;type=x,b.txt": one file is the part, several are parts of it.
  void add_files(std::string_view name, std::string_view content) {
    std::vector<http::FormPart> files;
    Text text(content);
    while (files.empty() || text.front() == ',') {
      text.skip(1);
      std::string file = text.take_word(',');
      files.push_back(file_part(std::move(file), read_attributes(text, ',')));
    }
    if (files.size() == 1) {
      add(name, std::move(files.front()));
    } else {
      add(name, {.parts = std::move(files)});
    }
  }

  http::FormPart file_part(std::string file, Attributes attributes) {
    http::FormPart part;
    if (file == "-") {
      part.content = read_input();
      part.filename = "-";
    } else {
      part.file = std::move(file);
    }
    decorate(part, std::move(attributes));
    return part;
  }

  // "text" and "<file": content without a file name.
  void add_text(std::string_view name, std::string_view content) {
    Text text(content);
    const bool from_file = text.front() == '<';
    if (from_file) text.skip(1);
    std::string word = text.take_word('\0');
    http::FormPart part;
    if (!from_file) {
      part.content = SecretString::take(std::move(word));
    } else if (word == "-") {
      part.content = read_input();
    } else {
      part.file = std::move(word);
      part.filename = "";
    }
    Attributes attributes = read_attributes(text, '\0');
    // "<" means: not as a file.
    if (from_file && attributes.filename) {
      world_.remark(fmt::format("no file name can be given to the content of a \"<\" (\"{}\")",
                                printable(*attributes.filename)));
      attributes.filename.reset();
    }
    decorate(part, std::move(attributes));
    add(name, std::move(part));
  }

  static void decorate(http::FormPart& part, Attributes attributes) {
    if (attributes.type) part.type = std::move(attributes.type);
    if (attributes.filename) part.filename = std::move(attributes.filename);
    part.encoder = std::move(attributes.encoder);
    part.headers = std::move(attributes.headers);
  }

  Attributes read_attributes(Text& text, char end) {
    Attributes attributes;
    while (text.front() == ';') {
      text.skip(1);
      text.skip_space();
      if (text.take_prefix("type=")) {
        attributes.type = read_type(text, end);
      } else if (text.take_prefix("filename=")) {
        attributes.filename = text.take_word(end);
      } else if (text.take_prefix("encoder=")) {
        attributes.encoder = text.take_word(end);
      } else if (text.take_prefix("headers=")) {
        read_headers(text, end, attributes.headers);
      } else if (const std::string unknown = text.take_word(end); !unknown.empty()) {
        world_.remark(
            fmt::format("\"{}\" says nothing about a form's part, and is left out", printable(unknown)));
      }
    }
    return attributes;
  }

  // "text/plain; charset=x": parameters that are none of ours belong to it.
  static std::string read_type(Text& text, char end) {
    std::string type = text.take_word(end);
    const auto slash = type.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == type.size()) {
      throw usage_error(fmt::format("\"{}\" is no content type", printable(type)),
                        "it looks like text/plain");
    }
    while (text.front() == ';' && !ours_follows(text)) {
      text.skip(1);
      type += ';';
      const std::string_view before = text.rest();
      text.skip_space();
      type += before.substr(0, before.size() - text.rest().size());
      type += text.take_word(end);
    }
    return type;
  }

  static bool ours_follows(Text text) {
    text.skip(1);
    text.skip_space();
    return text.take_prefix("filename=") || text.take_prefix("encoder=") || text.take_prefix("headers=") ||
           text.done();
  }

  // "headers=X-A: 1" or "headers=@file", whose lines may be continued and commented.
  void read_headers(Text& text, char end, std::vector<std::string>& into) {
    const bool from_file = text.front() == '@' || text.front() == '<';
    if (from_file) text.skip(1);
    std::string word = text.take_word(end);
    if (!from_file) {
      into.push_back(std::move(word));
      return;
    }
    const auto lines = read_file_if_there(word, kHeaderLimitBytes);
    if (!lines)
      world_.remark(
          fmt::format("the headers in \"{}\" cannot be read: there is no such file", printable(word)));
    if (!lines) return;
    for (const auto line : split(*lines, '\n')) add_header_line(line, into);
  }

  static void add_header_line(std::string_view line, std::vector<std::string>& into) {
    if (line.starts_with('#')) return;
    const bool continued = !line.empty() && (line.front() == ' ' || line.front() == '\t') && !into.empty();
    const std::string_view content = trim(line);
    if (content.empty()) return;
    if (continued) {
      into.back() += ' ';
      into.back() += content;
    } else {
      into.emplace_back(content);
    }
  }

  SecretString read_input() {
    return SecretString::take(read_all(world_.in, kInputLimitBytes, "standard input"));
  }

  const FormWorld& world_;
  std::vector<std::vector<http::FormPart>*> open_;  // the list that parts go to; those around it before it
};

}  // namespace

http::Form read_form(std::span<const FormField> fields, const FormWorld& world) {
  http::Form form;
  FormReader reader(world, form);
  for (const auto& field : fields) reader.read(field);
  return form;
}

}  // namespace cauth::call
