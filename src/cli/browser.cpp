#include "cli/browser.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cli {
namespace {

// A line of $BROWSER as words; the address takes the place of each %s, or comes last.
std::vector<std::string> words_of(std::string_view line, const std::string& url) {
  constexpr std::string_view kPlace = "%s";
  std::vector<std::string> words;
  bool placed = false;
  for (const auto part : split_words(line)) {
    std::string word(part);
    if (const auto at = word.find(kPlace); at != std::string::npos) {
      word.replace(at, kPlace.size(), url);
      placed = true;
    }
    words.push_back(std::move(word));
  }
  if (!placed && !words.empty()) words.push_back(url);
  return words;
}

}  // namespace

std::vector<std::vector<std::string>> browser_commands(const std::string& url, const Environ& env) {
  std::vector<std::vector<std::string>> commands;
  if (const auto named = env.get("BROWSER")) {
    for (const auto line : split(*named, ':')) {
      if (auto words = words_of(line, url); !words.empty()) commands.push_back(std::move(words));
    }
    return commands;
  }
  // Linux inside Windows has no screen of its own, but a way to the one outside.
  if (env.get("WSL_DISTRO_NAME")) commands.push_back({"wslview", url});
  if (env.get("DISPLAY") || env.get("WAYLAND_DISPLAY")) {
    for (const char* program : {"xdg-open", "x-www-browser"}) commands.push_back({program, url});
  }
  return commands;
}

void BrowserOptions::declare(Args& args) {
  args.flag(no_browser, "--no-browser", "with --web: print the address, and open nothing");
  args.each("--timeout", "TIME", "with --web: how long to wait for the browser (default: 5m)",
            [this](const std::string& text) {
              const auto length = parse_duration(text);
              if (!length) {
                throw usage_error(fmt::format("--timeout is no length of time: \"{}\"", printable(text)),
                                  "write it like 90s or 5m");
              }
              timeout = *length;
            });
}

std::string BrowserOptions::timeout_text() const {
  return format_duration(std::chrono::ceil<std::chrono::seconds>(timeout));
}

void send_browser(Context& context, const BrowserOptions& options, std::string_view purpose,
                  const std::string& url) {
  const bool opened = !options.no_browser && open_browser(url, context.env());
  context.note(fmt::format("{} with {}:", purpose,
                           opened ? "the browser; if none opens, this is the address"
                                  : "a browser of this machine, at this address"));
  context.io().err.write(url + '\n');
}

bool open_browser(const std::string& url, const Environ& env) {
  for (const auto& command : browser_commands(url, env)) {
    try {
      start_program(command, env.lines_without_secrets());
      return true;
    } catch (const Error& error) {
      // Not installed, most likely: the next one may be.
      if (error.category != Category::usage) throw;
    }
  }
  return false;
}

}  // namespace cauth::cli
