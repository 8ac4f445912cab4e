#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "call/curl_handover.hpp"
#include "cli/api_connection.hpp"
#include "cli/api_tokens.hpp"
#include "cli/child_program.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/curl_sources.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"
#include "http/proxy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using call::CurlPart;
using call::TokenPlan;

constexpr const char* kWhatCurlDoes =
    "Runs the machine's own curl, whose options all mean what they always mean, with the session's token "
    "attached. The token is handed over out of sight: it stands in no list of processes, no environment and "
    "no file. Standard input, output and the exit status are curl's own.\n\n"
    "Options of cauth come first; curl's follow after --, which may be left out when an address comes first. "
    "The token is as fresh as --min-ttl says when curl starts. An answer of 401 does not renew it: \"cauth "
    "call\" does that.\n\n"
    "WHO GETS IT. The origin of the addresses on the line, by the same rules as with \"cauth call\": where "
    "the profile names origins, one of them, and never over plain http except to this machine. Across a "
    "redirect curl strips it. A line whose requests could reach another origin with the token, or that "
    "brings credentials of its own, is refused: several origins, --next, -K, --location-trusted, -u, -n, an "
    "Authorization header and what cauth cannot read, in ~/.curlrc too. With --origin you say who may have "
    "it, and those addresses get it that are of this origin, in the files of -K too.\n\n"
    "With -v and --trace curl shows the token, as it shows every header.";

// Of libcurl, from which on a redirect to another port or scheme strips credentials (CVE-2022-27774 and
// CVE-2022-27776, https://curl.se/docs/security.html).
constexpr int kStripsSinceMajor = 7, kStripsSinceMinor = 83;

// "curl 7.88.1 (x86_64-pc-linux-gnu) …"
bool strips_on_redirects(std::string_view version_text) {
  const auto words = split_words(version_text.substr(0, 100));
  const auto numbers = split(words.size() > 1 ? words[1] : "", '.');
  if (numbers.size() < 2) return false;
  const int major = parse_number<int>(numbers[0]).value_or(0);
  const int minor = parse_number<int>(numbers[1]).value_or(0);
  return major > kStripsSinceMajor || (major == kStripsSinceMajor && minor >= kStripsSinceMinor);
}

struct Curl : Command {
  call::Options options;
  std::vector<std::string> origins;
  MinTtlOption min_ttl;
  bool pass_env = false;
  std::vector<std::string> words;

  void declare(Args& args) override {
    args.describe(kWhatCurlDoes);
    declare_session_choice(args);
    declare_token_options(args, options);
    args.option(origins, "--origin", "URL", "who may have the token, when it is not for all of the line");
    min_ttl.declare(args);
    args.flag(pass_env, "--pass-env", "leave cauth's own secret variables in curl's environment");
    args.rest_from_first_word(words, "CURL-ARGUMENT", "what curl is to do, in curl's own words");
    args.example("what only curl can do, with the token",
                 "cauth curl -- -sS --retry 5 --limit-rate 1M -O https://api.example.com/report.pdf");
    args.example("without --, the address first", "cauth curl https://api.example.com/orders -sS");
    args.example("many addresses from a file, for one origin",
                 "cauth curl --origin https://api.example.com -- -sS -K requests.curl");
  }

  int run(Context& context) override {
    if (words.empty())
      throw usage_error("nothing for curl to do", "cauth curl URL, or cauth curl -- -sS URL");
    // Then the line is curl's affair alone, whatever is on it.
    if (options.token_use == "none") return run_curl(context, words, false);
    const CurlSources sources = read_curl_sources(words, context.env(), context.io().in);
    const auto parts = call::read_curl_parts(sources.options);
    const auto plans = call::plan_curl_parts(parts, named_origins(), token_rules(context), options);
    const bool any = std::any_of(plans.begin(), plans.end(), gets_token);
    tell(context, parts, plans);
    return run_curl(context, any ? handing_over(context, parts, plans, sources) : sources.words,
                    needs_new_curl(parts, plans));
  }

 private:
  static bool gets_token(const TokenPlan& plan) { return plan.send == TokenPlan::Send::yes; }

  std::vector<Url> named_origins() const {
    std::vector<Url> named;
    for (const auto& text : origins) {
      const auto url = parse_url(text);
      if (!url)
        throw usage_error(fmt::format("\"{}\" after --origin is no http or https URL", printable(text)),
                          "write it like https://api.example.com");
      named.push_back(*url);
    }
    return named;
  }

  // What it does with a token on a redirect counts only where nobody said who may have it.
  bool needs_new_curl(const std::vector<CurlPart>& parts, const std::vector<TokenPlan>& plans) const {
    bool follows = false;
    for (std::size_t at = 0; at < parts.size(); ++at)
      follows = follows || (parts[at].follows && gets_token(plans[at]));
    return follows && origins.empty();
  }

  int run_curl(Context& context, std::vector<std::string> argv, bool check_version) const {
    argv.insert(argv.begin(), "curl");
    const auto environment = child_environment(context.env(), pass_env, {});
    return run_or_say_why(context, [&]() -> int {
      if (check_version) check_that_it_strips(environment);
      replace_process(argv, environment);
    });
  }

  static void check_that_it_strips(const std::vector<std::string>& environment) {
    const auto version = run_process({.argv = {"curl", "--version"}, .environment = environment});
    if (strips_on_redirects(version.output.reveal())) return;
    throw usage_error("this curl may take the token along on a redirect to another port or scheme",
                      "use curl 7.83 or newer, leave out -L, or call it with \"cauth call -L\"");
  }

  static void tell(Context& context, const std::vector<CurlPart>& parts,
                   const std::vector<TokenPlan>& plans) {
    bool shown = false;
    for (std::size_t at = 0; at < parts.size(); ++at) {
      shown = shown || (gets_token(plans[at]) && parts[at].shows_headers);
      if (plans[at].send == TokenPlan::Send::not_named) {
        context.note(fmt::format(
            "no token goes to \"{}\", since the profile names other origins; --token-use id sends it",
            parts[at].urls.front().origin()));
      }
    }
    if (shown) context.warn("what curl shows with -v or --trace has the token in it");
  }

  SecretString config_for(Context& context, const CurlPart& part, const TokenPlan& plan) const {
    SessionTokens tokens(context, min_ttl.value());
    SecretString config = call::curl_config(plan, tokens.get(plan).text.reveal());
    config.append(call::curl_config_for_loopback(part, http::hosts_without_proxy(context.env())));
    return config;
  }

  // The words with a config in front of each part, and -q in front of all: ~/.curlrc is in the first config.
  std::vector<std::string> handing_over(Context& context, const std::vector<CurlPart>& parts,
                                        const std::vector<TokenPlan>& plans, const CurlSources& sources) {
    std::vector<std::string> argv = sources.words;
    for (std::size_t at = parts.size(); at-- > 0;) {
      if (at != 0 && !gets_token(plans[at])) continue;
      SecretString config(at == 0 ? fmt::format("{}\n", sources.curlrc) : "");
      if (gets_token(plans[at])) config.append(config_for(context, parts[at], plans[at]).reveal());
      const std::string name =
          fmt::format("/dev/fd/{}", configs_.emplace_back(make_inherited_file(config.reveal())).get());
      argv.insert(argv.begin() + static_cast<std::ptrdiff_t>(parts[at].begins_at_word), {"-K", name});
    }
    argv.insert(argv.begin(), "-q");
    return argv;
  }

  std::vector<FileDescriptor> configs_;
};

}  // namespace

CAUTH_COMMAND(curl, Curl)

}  // namespace cauth::cli
