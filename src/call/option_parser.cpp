#include "call/option_parser.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "call/config_file.hpp"
#include "call/curl_names.hpp"
#include "call/option_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace cauth::call {
namespace {

constexpr std::size_t kConfigLimitBytes = std::size_t{10} << 20U;
constexpr int kDeepestConfig = 16;  // a file that names itself

constexpr const char* kOfNewerCurl =
    "for what a newer curl has, let that read the token: curl -H @<(cauth token --format header) …";
constexpr const char* kMoreHelp = "\"cauth call --help\" lists what it takes";

[[noreturn]] void refuse_unknown(std::string_view typed) {
  std::vector<std::string> known;
  for (const auto& each : curl_names()) known.push_back(fmt::format("--{}", each.name));
  for (const OptionRow* row : own_options()) known.emplace_back(row->names);
  const auto near = typed.starts_with("--") ? nearest(typed, known) : std::nullopt;
  throw usage_error(fmt::format("unknown option \"{}\" of cauth call", printable(typed)),
                    near ? fmt::format("did you mean \"{}\"? {}", *near, kMoreHelp)
                         : fmt::format("{}; {}", kMoreHelp, kOfNewerCurl));
}

[[noreturn]] void refuse_missing(const CurlName& option) {
  throw usage_error(fmt::format("curl has --{}, cauth call has not", option.name),
                    "the machine's own curl has it, and gets the token too: cauth curl [OPTIONS] URL");
}

class Parser {
 public:
  explicit Parser(const ParserWorld& world) : world_(world) {}

  Line read(std::span<const std::string> words) {
    const bool disabled = !words.empty() && (words.front().starts_with("-q") || words.front() == "--disable");
    if (!disabled) read_curlrc();
    read_words(words);
    return std::move(line_);
  }

 private:
  // An option that was recognised, and what to do with its value.
  struct Use {
    std::string name;  // for messages
    bool takes_value = false;
    std::function<void(std::string)> set;
  };

  void read_words(std::span<const std::string> words) {
    bool options_over = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::string& word = words[at];
      if (options_over || !word.starts_with('-')) {
        add_url(word);
      } else if (word == "--") {
        options_over = true;
      } else {
        const std::string* next = at + 1 < words.size() ? &words[at + 1] : nullptr;
        if (read_option(word, next)) ++at;
      }
    }
  }

  void add_url(const std::string& word) { find_option("url")->apply(line_, {.value = word}); }

  // True when the next word was its value.
  bool read_option(const std::string& word, const std::string* next) {
    if (!word.starts_with("--")) return read_cluster(word, next);
    // Not in a file, where curl takes the whole word for the name.
    const auto equals = depth_ == 0 ? word.find('=') : std::string::npos;
    if (equals == std::string::npos) return give(long_option(word), next);
    const Use use = long_option(word.substr(0, equals));
    if (!use.takes_value) throw usage_error(fmt::format("{} takes no value", use.name));
    use.set(word.substr(equals + 1));
    return false;
  }

  // True when the value was used.
  static bool give(const Use& use, const std::string* value) {
    if (use.takes_value && value == nullptr)
      throw usage_error(fmt::format("{} needs a value", use.name), kMoreHelp);
    use.set(use.takes_value ? *value : "");
    return use.takes_value;
  }

  // -sSfL, -XPOST: the first that takes a value takes the rest of the word, or the next one.
  bool read_cluster(const std::string& word, const std::string* next) {
    if (word.size() == 1) refuse_unknown(word);
    for (std::size_t at = 1; at < word.size(); ++at) {
      const Use use = short_option(word[at]);
      const std::string rest = word.substr(at + 1);
      if (use.takes_value) return give(use, rest.empty() ? next : &rest) && rest.empty();
      use.set("");
    }
    return false;
  }

  Use short_option(char letter) {
    const CurlName* option = find_curl_letter(letter);
    const std::string typed{'-', letter};
    if (option == nullptr) return outsider(typed);
    return use_of(*option, typed, true, false);
  }

  Use long_option(const std::string& typed) {
    if (const OptionRow* row = find_own_option(typed)) return use_of_own(*row);
    if (world_.outsider(typed)) return outsider(typed);
    const LongName match = match_long_name(std::string_view(typed).substr(2));
    if (match.ambiguous)
      throw usage_error(fmt::format("\"{}\" may stand for more than one option", printable(typed)),
                        kMoreHelp);
    if (match.option == nullptr) refuse_unknown(typed);
    if (match.negated && match.option->kind != ValueKind::toggle)
      throw usage_error(fmt::format("\"{}\": --{} has no opposite", printable(typed), match.option->name));
    return use_of(*match.option, typed, !match.negated, true);
  }

  Use outsider(const std::string& typed) {
    const auto found = world_.outsider(typed);
    if (!found) refuse_unknown(typed);
    return {.name = typed, .takes_value = found->takes_value, .set = found->set};
  }

  Use use_of_own(const OptionRow& row) {
    return {.name = std::string(row.names),
            .takes_value = !row.value_name.empty(),
            .set = [this, &row](std::string value) {
              check_choice(row, value);
              row.apply(line_, {.value = std::move(value)});
            }};
  }

  // `on`: typed without "no-". A letter stands for the row as it is named.
  Use use_of(const CurlName& option, const std::string& typed, bool on, bool by_name) {
    Use use{.name = typed, .takes_value = option.takes_value(), .set = {}};
    const auto found = find_option(option.name);
    if (found && found->apply) {
      const bool as_named = !by_name || on != found->named_negative;
      use.set = [this, apply = found->apply, as_named](std::string value) {
        apply(line_, {.value = std::move(value), .on = as_named});
      };
    } else if (found) {
      use.set = parsers_own(option.name);
    } else if (const auto other = world_.outsider(fmt::format("--{}", option.name))) {
      use.set = on ? other->set : [](const std::string&) {};
    } else {
      refuse_missing(option);
    }
    return use;
  }

  std::function<void(std::string)> parsers_own(std::string_view name) {
    if (name == "next") return [this](const std::string&) { begin_group(); };
    if (name == "config") return [this](const std::string& file) { read_config_file(file); };
    return [](const std::string&) {};  // -q, which counts in the first place alone
  }

  // Where no address came before it, --next means nothing to curl 7.88.
  void begin_group() {
    const auto& places = line_.group().places;
    if (!places.empty() && places.front().url) line_.groups.emplace_back();
  }

  void read_curlrc() {
    const auto path = find_curlrc(world_.env);
    if (path) use_config(read_file(*path, kConfigLimitBytes), path->string());
  }

  void read_config_file(const std::string& name) {
    if (name == "-") {
      use_config(read_all(world_.in, kConfigLimitBytes, "standard input"), "standard input");
      return;
    }
    const auto text = read_file_if_there(name, kConfigLimitBytes);
    if (!text) {
      Error error(Category::transport,
                  fmt::format("cannot read the options in \"{}\": there is no such file", printable(name)));
      error.detail = curl_exit::kReadError;
      throw error;
    }
    use_config(*text, name);
  }

  void use_config(std::string_view text, const std::string& name) {
    if (++depth_ > kDeepestConfig)
      throw usage_error(fmt::format("\"{}\" reads other files of options without end", printable(name)));
    for (auto& line : read_config(text)) {
      const std::string place = fmt::format("{}:{}", printable(name), line.number);
      if (line.more_follows)
        line_.remarks.push_back(
            fmt::format("{}: what follows the value of \"{}\" is left out; a value with spaces wants quotes",
                        place, printable(line.option)));
      use_config_line(line, place);
    }
    --depth_;
  }

  // A line that cannot be used is named and passed over, as by curl; other errors are those of a file it
  // reads. What is no option of curl's was meant for us: an expectation must not get lost.
  void use_config_line(const ConfigLine& line, const std::string& place) {
    const bool dashed = line.option.starts_with('-');
    const std::string option = dashed ? line.option : "--" + line.option;
    try {
      const bool used = read_option(option, line.value ? &*line.value : nullptr);
      const bool glued = option.size() > 2 && !option.starts_with("--");
      if (!used && !glued && line.value && !line.value->empty())
        line_.remarks.push_back(fmt::format("{}: \"{}\" takes no value", place, printable(line.option)));
    } catch (const Error& error) {
      if (error.category != Category::usage) throw;
      if (find_own_option(option) != nullptr)
        throw usage_error(fmt::format("{}: {}", place, error.what_failed), error.hint);
      line_.remarks.push_back(fmt::format("{}: passed over: {}", place, error.what_failed));
    }
  }

  const ParserWorld& world_;
  Line line_;
  int depth_ = 0;
};

}  // namespace

Line parse_line(std::span<const std::string> words, const ParserWorld& world) {
  return Parser(world).read(words);
}

}  // namespace cauth::call
