#include "call/curl_line.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "call/config_file.hpp"
#include "call/curl_names.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::call {
namespace {

Error not_sure(std::string_view word) {
  return usage_error(
      fmt::format("cauth cannot tell what \"{}\" means to curl, and hands over no token", printable(word)),
      "write the option out in full; for one that is newer than cauth, let curl read the token itself: "
      "curl -H @<(cauth token --format header) …");
}

// Spelt out: what a shortened name stands for depends on the version of curl.
CurlOption long_option(std::string_view word) {
  const std::string_view typed = word.substr(2);
  const LongName match = match_long_name(typed);
  const std::size_t spelt = typed.size() - (match.negated ? 3 : 0);
  if (match.option == nullptr || match.option->name.size() != spelt) throw not_sure(word);
  if (match.negated && match.option->kind != ValueKind::toggle) throw not_sure(word);
  return {.name = match.option->name, .value = {}, .negated = match.negated};
}

bool wants_value(const CurlOption& option) {
  const LongName match = match_long_name(option.name);
  return match.option->takes_value();
}

class LineReader {
 public:
  explicit LineReader(std::span<const std::string> words) : words_(words) {}

  std::vector<CurlOption> read() {
    bool options = true;
    for (; at_ < words_.size(); ++at_) {
      const std::string& word = words_[at_];
      if (options && word == "--") {
        options = false;
      } else if (!options || !word.starts_with('-')) {
        add({.name = "url", .value = word});
      } else if (word.starts_with("--")) {
        read_long(word);
      } else {
        read_letters(word);
      }
    }
    return std::move(result_);
  }

 private:
  void add(CurlOption option) {
    option.at_word = at_;
    result_.push_back(std::move(option));
  }

  std::string next_word(std::string_view option) {
    if (at_ + 1 == words_.size()) throw usage_error(fmt::format("{} of curl needs a value", option));
    return words_[++at_];
  }

  void read_long(const std::string& word) {
    CurlOption option = long_option(word);
    if (wants_value(option)) option.value = next_word(word);
    add(std::move(option));
  }

  // "-sSo file", "-ofile"
  void read_letters(const std::string& word) {
    if (word.size() == 1) throw not_sure(word);
    for (std::size_t letter = 1; letter < word.size(); ++letter) {
      const CurlName* name = find_curl_letter(word[letter]);
      // A new set of options begins in the middle of the word: its token would have to stand there too.
      if (name == nullptr || (name->name == "next" && word.size() > 2)) throw not_sure(word);
      CurlOption option{.name = name->name, .value = {}};
      if (!name->takes_value()) {
        // -N alone says no: its name is "buffer".
        option.negated = name->name == "buffer";
        add(std::move(option));
        continue;
      }
      const std::string rest = word.substr(letter + 1);
      option.value = rest.empty() ? next_word(fmt::format("-{}", word[letter])) : rest;
      add(std::move(option));
      return;
    }
  }

  std::span<const std::string> words_;
  std::size_t at_ = 0;
  std::vector<CurlOption> result_;
};

CurlOption config_option(const ConfigLine& line) {
  if (line.option.starts_with('-') && !line.option.starts_with("--")) {
    const CurlName* name = line.option.size() == 2 ? find_curl_letter(line.option[1]) : nullptr;
    if (name == nullptr) throw not_sure(line.option);
    return {.name = name->name, .value = {}};
  }
  return long_option(line.option.starts_with("--") ? line.option : "--" + line.option);
}

}  // namespace

std::vector<CurlOption> read_curl_line(std::span<const std::string> words) {
  return LineReader(words).read();
}

std::vector<CurlOption> read_curl_config(std::string_view text, std::string_view file) {
  std::vector<CurlOption> options;
  for (const auto& line : read_config(text)) {
    try {
      CurlOption option = config_option(line);
      if (wants_value(option) != line.value.has_value() || line.more_follows) throw not_sure(line.option);
      option.value = line.value.value_or("");
      options.push_back(std::move(option));
    } catch (Error& error) {
      // The one place that knows where the word stands.
      error.what_failed =
          fmt::format("line {} of \"{}\": {}", line.number, printable(file), error.what_failed);
      error.hint = "leave the file out with -q as curl's first option";
      throw;
    }
  }
  return options;
}

}  // namespace cauth::call
