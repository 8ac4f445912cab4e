#include "cli/curl_sources.hpp"

#include "base/error.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "call/config_file.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <utility>

namespace cauth::cli {
namespace {

using call::CurlOption;

constexpr std::size_t kLimitBytes = std::size_t{10} << 20U;

// Its options belong to one set, which is known before curl runs.
std::vector<CurlOption> read_options(std::string_view text, std::string_view file, std::size_t at_word) {
  auto options = call::read_curl_config(text, file);
  for (auto& option : options) {
    if (option.name == "next" || option.name == "config") {
      throw usage_error(fmt::format("\"{}\" has a \"{}\" in it", printable(file), option.name),
                        "cauth looks at one file at a time, each for one set of options");
    }
    option.at_word = at_word;
  }
  return options;
}

void append(std::vector<CurlOption>& all, std::vector<CurlOption> more) {
  for (auto& option : more) all.push_back(std::move(option));
}

// curl reads it by itself unless its first option is -q.
void add_curlrc(CurlSources& sources, const Environ& env) {
  const std::string& first = sources.words.front();
  if (first.starts_with("-q") || first == "--disable") return;
  const auto path = call::find_curlrc(env);
  if (!path) return;
  sources.curlrc = read_file(*path, kLimitBytes);
  append(sources.options, read_options(sources.curlrc, path->string(), 0));
}

void add_file(CurlSources& sources, const CurlOption& config, Source& in) {
  std::string text = config.value == "-" ? read_all(in, kLimitBytes, "standard input")
                                         : read_file(config.value, kLimitBytes);
  append(sources.options, read_options(text, config.value, config.at_word));
  const int copy = sources.copies.emplace_back(make_inherited_file(text)).get();
  wipe(text);
  // The name is a word of its own, or the end of one ("-sKfile").
  std::string& word = sources.words[config.at_word];
  word.replace(word.size() - config.value.size(), config.value.size(), fmt::format("/dev/fd/{}", copy));
}

}  // namespace

CurlSources read_curl_sources(const std::vector<std::string>& words, const Environ& env, Source& in) {
  CurlSources sources;
  sources.words = words;
  add_curlrc(sources, env);
  for (auto& option : call::read_curl_line(words)) {
    sources.options.push_back(option);
    if (option.name == "config") add_file(sources, option, in);
  }
  return sources;
}

}  // namespace cauth::cli
