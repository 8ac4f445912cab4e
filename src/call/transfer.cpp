#include "call/transfer.hpp"

#include "base/curl_exit.hpp"
#include "base/interrupt.hpp"
#include "base/terminal_size.hpp"
#include "base/text.hpp"
#include "call/file_names.hpp"
#include "call/target.hpp"
#include "http/proxy.hpp"
#include "http/time_condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace cauth::call {
namespace {

bool is_standard_input(std::string_view name) {
  return name == "-" || name == ".";
}

// What the user has to mend or do first: no other request of the line would fare better.
bool ends_the_line(const Error& error) {
  return error.category != Category::transport && error.category != Category::temporary;
}

}  // namespace

int curl_code(const Error& error) {
  return error.category == Category::transport ? error.detail : exit_code(error);
}

bool says(const Line& line, const Error& error) {
  if (error.code == "EPIPE") return false;
  return line.talks() || ends_the_line(error) || curl_code(error) <= curl_exit::kLastOfTheLine;
}

http::Tls tls_for(const Options& options, const Environ& env) {
  http::Tls tls{.verify = !options.insecure, .ca_file = options.ca_file, .ca_folder = options.ca_folder};
  if (!tls.ca_file.empty() || !tls.ca_folder.empty() || options.insecure) return tls;
  if (const auto bundle = env.get("CURL_CA_BUNDLE")) {
    tls.ca_file = *bundle;
    return tls;
  }
  tls.ca_folder = env.get("SSL_CERT_DIR").value_or("");
  tls.ca_file = env.get("SSL_CERT_FILE").value_or("");
  return tls;
}

Transfer::Transfer(PlannedTransfer plan, const Line& line, const GroupParts& parts, const CallWorld& world,
                   bool append_heads)
    : plan_(std::move(plan)),
      line_(line),
      options_(line.groups[plan_.group]),
      parts_(parts),
      world_(world),
      files_(plan_, options_, world.io, append_heads) {
  make_call();
}

void Transfer::make_call() {
  if (plan_.upload) {
    check_upload_alone(parts_);
    if (is_standard_input(*plan_.upload)) {
      stream_ = std::make_unique<http::OnceBody>(world_.io.in);
    } else {
      plan_.url = url_for_upload(plan_.url, *plan_.upload);
      stream_ = std::make_unique<FileBody>(*plan_.upload);
    }
  } else if (parts_.body_file) {
    stream_ = std::make_unique<FileBody>(*parts_.body_file);
  }
  // As for curl, one bad address does not keep the others from being called, and -w tells of it.
  try {
    call_.url = address();
  } catch (Error& error) {
    error.category = Category::transport;
    error.detail = curl_exit::kMalformedUrl;
    bad_address_ = std::move(error);
  }
  call_.headers = parts_.headers;
  if (parts_.body) call_.body = parts_.body->clone();
  if (options_.user) call_.basic_credentials = credentials();
  set_connection(call_.connection);
  if (!waits()) return;
  if (stream_ != nullptr && !stream_->size())
    throw usage_error("--until sends the request again, and what it sends can be read only once",
                      "put it into a file");
  if (files_.name().empty()) held_.emplace(files_.body(), BodyCopy::kJudgedBytes);
}

Url Transfer::address() {
  Url url = target_url(plan_.url, world_.api);
  if (!parts_.query.empty()) add_query(url, parts_.query);
  if (!parts_.query.empty() || plan_.url.starts_with('/')) plan_.url = url.text();
  return url;
}

void Transfer::set_connection(http::Request& connection) {
  connection.limits.connect_timeout = options_.connect_timeout;
  connection.tls = tls_for(options_, world_.env);
  connection.no_proxy = http::hosts_without_proxy(world_.env);
  connection.user_agent = options_.user_agent.value_or(world_.user_agent);
  if (options_.user_agent && options_.user_agent->empty())
    connection.removed_headers.emplace_back("User-Agent");
  connection.stream = stream_.get();
  connection.upload = plan_.upload.has_value();
  if (parts_.form) connection.form = &*parts_.form;
  connection.resume_from = files_.resume_from();
  for (const auto& option : options_.curl) {
    check_time_condition(option);
    check_range(option);
    connection.options.push_back(option.clone());
  }
  const bool wants_cookies =
      !options_.cookies.empty() || !options_.cookie_files.empty() || options_.cookie_jar;
  if (wants_cookies) connection.cookies = cookies();
  connection.want_certificates = parts_.write_out && (parts_.write_out->find("cert") != std::string::npos ||
                                                      parts_.write_out->find("json") != std::string::npos);
  connection.trace = world_.trace;
}

void Transfer::check_time_condition(const http::CurlOption& option) const {
  const auto names = http::curl_option_rows()[option.row].names;
  if (names != "-z,--time-cond" || http::parse_time_condition(option.value.reveal())) return;
  remark(fmt::format("-z \"{}\" is neither a date nor a file: the request is made without it",
                     printable(option.value.reveal())));
}

void Transfer::check_range(const http::CurlOption& option) const {
  const auto range = option.value.reveal();
  if (http::curl_option_rows()[option.row].names != "-r,--range") return;
  if (range.find_first_not_of("0123456789-,") != std::string_view::npos) {
    remark(
        fmt::format("-r \"{}\" is no range of bytes such as 0-499: what the server makes of it is uncertain",
                    printable(range)));
  } else if (!range.empty() && range.find('-') == std::string_view::npos) {
    remark(fmt::format("-r {0} has no hyphen, and is taken for {0}-", range));
  }
}

// "user" alone: the password is asked for, as curl does.
SecretString Transfer::credentials() const {
  const auto typed = options_.user->reveal();
  if (typed.find(':') != std::string_view::npos) return SecretString(typed);
  SecretString credentials(typed);
  credentials.append(":");
  credentials.append(world_.ask_password(typed).reveal());
  return credentials;
}

http::Cookies Transfer::cookies() const {
  return {.data = join(options_.cookies, ";"),
          .files = options_.cookie_files,
          .jar = options_.cookie_jar.value_or(""),
          .drop_session_cookies = options_.drop_session_cookies};
}

std::optional<Error> Transfer::perform_once() {
  if (bad_address_) return bad_address_;
  call_.deadline = TimePoint::max();
  if (options_.total_timeout.count() != 0) call_.deadline = world_.clock.now() + options_.total_timeout;
  // --until. A try that begins late is not cut off before it could be judged.
  if (waits()) {
    constexpr std::chrono::seconds kLeast{2};
    call_.deadline = std::min(call_.deadline, std::max(until_, world_.clock.now() + kLeast));
  }
  world_.end_by(call_.deadline);
  const auto meter = open_meter();
  call_.connection.progress = meter ? meter.get() : world_.watch;
  // Caught here, so that the other requests of the line are made, and -w tells of this one.
  try {
    perform(call_, world_.rules, options_,
            {.transport = world_.transport,
             .clock = world_.clock,
             .out = held_ ? *held_ : files_.body(),
             .tokens = world_.tokens,
             .remark = [this](std::string_view text) { remark_on_answer(text); },
             .proxy = [this](const Url& url) { return http::proxy_for(world_.env, url.scheme); },
             .on_head = [this](const http::Response& head) { take_head(head); },
             .on_body = body_listener(),
             .outcome = &outcome_,
             .exchange = world_.explain ? &exchange_ : nullptr});
    if (meter) meter->finish();
    files_.finish(outcome_.info);
    if (options_.note_origin && !files_.note_origin(outcome_.info, outcome_.referer))
      remark(fmt::format("\"{}\" cannot keep extended attributes", printable(files_.name())));
    return std::nullopt;
  } catch (const Error& error) {
    if (meter) meter->finish();
    if (error.category == Category::temporary && world_.clock.now() >= call_.deadline) return out_of_time();
    if (ends_the_line(error)) throw;
    return error;
  }
}

void Transfer::take_head(const http::Response& head) {
  files_.take_head(head);
  body_.begin(options_.expect.look_at_body() ? BodyCopy::kJudgedBytes : BodyCopy::kShownBytes);
}

std::function<void(std::string_view)> Transfer::body_listener() {
  if (options_.expect.empty()) return {};
  return [this](std::string_view bytes) { body_.add(bytes); };
}

// Where people look on, and the body does not go there too.
std::unique_ptr<ProgressMeter> Transfer::open_meter() const {
  const Streams& io = world_.io;
  const bool body_elsewhere = !files_.name().empty() || !io.out_is_terminal;
  if (line_.silent || line_.meter == Line::Meter::none || !io.err_is_terminal || !body_elsewhere)
    return nullptr;
  if (line_.meter == Line::Meter::usual) return open_progress_table(io.err, world_.clock);
  constexpr int kStandardError = 2;
  return open_progress_bar(io.err, world_.clock, terminal_columns(world_.env, kStandardError),
                           std::max<std::int64_t>(files_.resume_from(), 0));
}

void Transfer::remark(std::string_view text) const {
  if (line_.talks()) world_.remark(text);
}

}  // namespace cauth::call
