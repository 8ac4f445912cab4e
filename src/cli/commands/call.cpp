#include "base/error.hpp"
#include "base/plain_file.hpp"
#include "base/text.hpp"
#include "call/option_parser.hpp"
#include "call/option_table.hpp"
#include "call/output_file.hpp"
#include "call/run_line.hpp"
#include "call/transfer.hpp"
#include "cli/api_tokens.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/explain_evidence.hpp"
#include "cli/explain_view.hpp"
#include "cli/report.hpp"
#include "cli/sessions.hpp"
#include "cli/time_option.hpp"
#include "cli/trace.hpp"
#include "http/curl_options.hpp"
#include "http/curl_transport.hpp"
#include "http/library_version.hpp"
#include "http/redact.hpp"
#include "http/trace_dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

// To be read about: the line itself is read by call/option_parser.
void declare_row(Args& args, const call::OptionRow& row, std::string_view section) {
  Option& option = args.each(row.names, Text(row.value_name), Text(row.help), nullptr).section(Text(section));
  option.repeatable = row.repeatable;
  if (row.takes_file) option.completes(Completion::file);
  for (const auto choice : split_words(row.choices)) option.choices_.emplace_back(choice);
}

void declare_rows(Args& args) {
  for (const auto& section : call::option_sections()) {
    for (const auto& row : section.rows) declare_row(args, row, section.title);
  }
  for (const auto& row : http::curl_option_rows()) {
    declare_row(args,
                {.names = row.names,
                 .value_name = row.value_name,
                 .help = row.help,
                 .apply = nullptr,
                 .repeatable = row.repeatable,
                 .takes_file = row.takes_file},
                "protocol, connection, TLS, credentials and proxy");
  }
}

std::optional<call::Outsider> find_outsider(Args& args, std::string_view name) {
  // --json and --output are curl's here, and not those of every command.
  if (name.starts_with("--") && call::find_option(name.substr(2))) return std::nullopt;
  for (auto& option : args.options) {
    const bool named = std::find(option.names.begin(), option.names.end(), name) != option.names.end();
    if (!named || !option.set) continue;
    return call::Outsider{.takes_value = !option.is_flag(),
                          .set = [&option](const std::string& value) { hand_over(option, value); }};
  }
  return std::nullopt;
}

// A stream that somebody else owns.
class ForwardingSink : public Sink {
 public:
  explicit ForwardingSink(Sink& to) : to_(to) {}
  void write(std::string_view bytes) override { to_.write(bytes); }

 private:
  Sink& to_;
};

struct CallCommand : Command {
  call::Line line;
  std::vector<std::string> urls;  // for the help alone
  MinTtlOption min_ttl;

  void declare(Args& args) override {
    args.positional(
        urls, "URL",
        "address to call; a path such as /orders is below the profile's api; {a,b} and [1-9] stand "
        "for several");
    declare_session_choice(args);
    min_ttl.declare(args);
    args.setting("api");
    args.read_by([this](Args& all, const Words& words, World& world) {
      line = call::parse_line(
          words, {.env = world.env, .in = world.io.in, .outsider = [&all](std::string_view name) {
                    return find_outsider(all, name);
                  }});
    });
    args.describe(
        "Calls an API with the session's token attached, as curl does without one. curl's options mean what "
        "they mean to curl, ~/.curlrc included. What curl has and this command has not, \"cauth curl\" "
        "has.\n\n"
        "The token goes to the origins that the profile names (api, and its origin tables); where it names "
        "none, to the one that was typed. It never follows a redirect to another origin that is not named, "
        "and never goes over plain http except to this machine, unless --allow-http is given. It is renewed "
        "before it is over, and once when the API answers 401.\n\n"
        "With -u or an Authorization header of your own no token is sent and no session is needed.\n\n"
        "What --expect-… says is judged of each request's last answer: after redirects that were followed, "
        "a renewed token and --retry. Where it does not hold, the exit status is 1 and standard error says "
        "what was expected and what came, also with --silent; of several requests none makes good for "
        "another. The answer itself goes where it would without; of a body the first 4 MiB are looked at. A "
        "status that --expect-status names is no failure to --fail, is not tried again by --retry, and a 401 "
        "then renews no token. A --next begins without expectations. With --until only the last answer is "
        "printed (one larger than 4 MiB as it comes), each transfer has a wait of its own, and a try that "
        "hangs "
        "is ended when the time is over and it has had 2 s.\n\n"
        "A test case of --report-junit and --report-tap is passed when its request alone would have ended "
        "with status 0. A report that somebody else wrote is refused before anything is sent, and no token, "
        "password or query of a URL is written into one.");
    args.example("the signed-in user's orders", "cauth call https://api.example.com/orders");
    args.example("a POST with a JSON body, below the profile's api",
                 "cauth call --json '{\"source\":\"a\"}' /convert");
    args.example("the access token instead of the ID token", "cauth call --token-use access /orders");
    args.example("a smoke test, and a report for CI",
                 "cauth call -sS --expect-status 2xx --expect-json 'length(orders)>=1' --report-junit "
                 "report.xml /orders");
    args.example("wait for a job to be done", "cauth call --until 2m --expect-json 'state=\"done\"' /jobs/7");
    args.example("status and time alone",
                 "cauth call -so /dev/null -w '%{http_code} %{time_total}\\n' /orders");
  }

  void document(Args& args) override { declare_rows(args); }

  int run(Context& context) override {
    if (line.json_errors) context.print_errors_as_json();
    if (context.globals().query)
      throw usage_error("--query is not for call, whose output is the API's own answer", "use jq on it");
    if (line.stderr_file) redirect_standard_error(*line.stderr_file);
    try {
      return carry_out(context);
    } catch (const Error& error) {
      if (call::says(line, error)) throw;
      return exit_code(error);
    }
  }

 private:
  int carry_out(Context& context) {
    SessionTokens tokens(context, min_ttl.value());
    const call::TokenRules rules = token_rules(context);
    const auto trace = make_trace(context);
    http::Transport& usual = context.http();
    const auto parallel = line.parallel ? http::open_parallel_transport() : nullptr;
    return call::run_line(
        line,
        {.transport = parallel ? *parallel : usual,
         .clock = context.clock(),
         .env = context.env(),
         .io = context.io(),
         .tokens = tokens,
         .rules = rules,
         .api = context.settings().get("api"),
         .user_agent = fmt::format("cauth/{}", CAUTH_VERSION),
         .library = library(),
         .trace = trace.get(),
         .remark = [&](std::string_view text) { context.note(text); },
         .report = [&](const Error& error) { report_error(context.io().err, error, context.globals()); },
         .disappoint =
             [&](const call::Disappointment& what) {
               report_unmet(context.io().err, what, context.globals());
             },
         .ask_password = [&](std::string_view user) { return ask_password(context, user); },
         .explain = explainer(context),
         .end_by = [&](TimePoint deadline) { context.end_by(deadline); }});
  }

  // After what was asked for: the exit status stays what it is.
  std::function<void(call::Exchange)> explainer(Context& context) const {
    if (!line.explain) return nullptr;
    return [&context](const call::Exchange& exchange) { tell_why(context, exchange); };
  }

  // Asked of libcurl only where it can be wanted: the fake transport of a test has none.
  std::string library() const {
    const bool wanted = std::any_of(line.groups.begin(), line.groups.end(),
                                    [](const call::Options& group) { return group.write_out.has_value(); });
    return wanted ? http::library_version() : "";
  }

  // --trace wins over -v.
  std::unique_ptr<http::Trace> make_trace(Context& context) {
    const bool show_secrets = context.globals().show_secrets;
    if (line.trace) {
      return std::make_unique<http::TraceDump>(
          trace_sink(context.io()),
          http::TraceDump::Options{.describe = describe_tokens(context.clock()),
                                   .show_secrets = show_secrets,
                                   .hexadecimal = line.trace->hexadecimal,
                                   .clock = line.trace_time ? &context.clock() : nullptr});
    }
    if (!context.globals().verbose) return nullptr;
    if (line.trace_time) timed_ = std::make_unique<http::TimedLines>(context.io().err, context.clock());
    return std::make_unique<http::VerboseTrace>(
        timed_ != nullptr ? *timed_ : context.io().err,
        http::VerboseTrace::Options{.describe = describe_tokens(context.clock()),
                                    .show_secrets = show_secrets});
  }

  std::unique_ptr<Sink> trace_sink(Streams& io) const {
    if (line.trace->name == "-") return std::make_unique<ForwardingSink>(io.out);
    if (line.trace->name == "%") return std::make_unique<ForwardingSink>(io.err);
    auto file = std::make_unique<call::OutputFile>(line.trace->name, call::Options::Clobber::always);
    file->finish();
    return file;
  }

  static SecretString ask_password(Context& context, std::string_view user) {
    if (!context.may_ask())
      throw usage_error(fmt::format("-u \"{}\" has no password", printable(user)), "write -u USER:PASSWORD");
    return context.terminal().ask_secret(fmt::format("Password of \"{}\": ", printable(user)));
  }

  std::unique_ptr<Sink> timed_;
};

}  // namespace

CAUTH_COMMAND(call, CallCommand)

}  // namespace cauth::cli
