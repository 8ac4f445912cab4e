#include "aws/json_client.hpp"

#include "aws/hints.hpp"
#include "aws/refusal.hpp"
#include "aws/sigv4.hpp"
#include "base/curl_exit.hpp"
#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "http/retry.hpp"
#include "http/status.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace cauth::aws {
namespace {

constexpr std::size_t kLargestAnswer = std::size_t{8} << 20U;

Error transport_failure(int code, std::string what, std::string hint) {
  Error error(Category::transport, std::move(what), std::move(hint));
  error.detail = code;
  return error;
}

std::string without_full_stop(std::string text) {
  while (text.ends_with('.')) text.pop_back();
  return text;
}

/// One call with its attempts.
class Call {
 public:
  struct World {
    http::Transport& transport;
    Clock& clock;
    Random& random;
    const Service& service;
    bool& an_answer_got_lost;
    std::optional<TimePoint::duration>& service_ahead;
  };
  Call(World world, std::string_view operation, Signing signing, Repeat repeat)
      : world_(world), operation_(operation), repeat_(repeat) {
    if (signing == Signing::sigv4) credentials_ = world_.service.credentials();
  }

  Json run(const Json& body) {
    const SecretString text = secret_json_text(body);
    while (true) {
      if (auto value = attempt(text)) return std::move(*value);
    }
  }

 private:
  // The answer, or nothing when the same is to be tried again (the wait is over then).
  std::optional<Json> attempt(const SecretString& body) {
    ++attempts_;
    http::SmallResponse answer;
    try {
      answer = http::send_small(world_.transport, make_request(body), kLargestAnswer);
      read_clock(answer.head.headers);
      if (answer.head.status == http::status::kOk) return parse_answer(answer.body);
    } catch (const Error& error) {
      // The one place besides main that knows a failure may pass.
      if (!is_broken_connection(error) || !may_send_again(error.detail == curl_exit::kNoConnection)) throw;
      wait({});
      return std::nullopt;
    }
    const Refusal refusal = read_refusal(answer.head, answer.body);
    if (is_clock_skew(refusal) && learn_skew()) return std::nullopt;
    if (!passes(refusal, answer.head.status)) throw refused(refusal, answer.head);
    if (!may_repeat(refusal, answer.head.status)) throw temporary(refusal, answer.head);
    wait(answer.head.headers);
    return std::nullopt;
  }

  http::Request make_request(const SecretString& body) const {
    const Service& service = world_.service;
    http::Request request = service.request.clone();
    request.method = "POST";
    request.url = service.endpoint;
    request.headers.set("Content-Type", "application/x-amz-json-1.1");
    request.headers.set("X-Amz-Target", fmt::format("{}.{}", service.target_prefix, operation_));
    request.body = body.clone();
    if (credentials_)
      sign(request, *credentials_, service.region, service.signing_name, world_.clock.now() + skew_);
    return request;
  }

  Json parse_answer(const std::string& body) const {
    const auto text = trim(body);
    if (text.empty()) return Json::object();
    ParsedJson parsed = parse_json(body);
    if (parsed && (*parsed).is_object()) return std::move(*parsed);
    if (text.starts_with('{') && !text.ends_with('}'))
      throw transport_failure(curl_exit::kPartialFile,
                              fmt::format("the answer to {} was cut off before its end", operation_),
                              "try again");
    throw not_json(text.starts_with('<'));
  }

  Error not_json(bool html) const {
    return transport_failure(
        curl_exit::kWeirdReply,
        fmt::format("\"{}\" answered {} with {} instead of JSON", world_.service.endpoint, operation_,
                    html ? "a web page" : "something else"),
        world_.service.endpoint_was_set ? "check the endpoint: something else than Cognito listens there"
                                        : "a proxy or a captive portal may stand in between");
  }

  bool passes(const Refusal& refusal, int status) const {
    if (is_limit(refusal)) return repeat_ == Repeat::harmless;
    return is_throttling(refusal, status) || status >= http::status::kFirstServerError ||
           refusal.code == "InternalErrorException";
  }

  // "Attempt limit exceeded, please try after some time": a count of codes, not of requests.
  static bool is_limit(const Refusal& refusal) {
    return refusal.code == "LimitExceededException" && refusal.message.find("ttempt") == std::string::npos;
  }

  bool may_repeat(const Refusal& refusal, int status) {
    // A throttled request was not done.
    if (is_throttling(refusal, status)) return attempts_ < backoff_.most_attempts;
    const bool emulator =
        world_.service.endpoint_was_set && (refusal.code.empty() || is_unknown_operation(refusal));
    return !emulator && may_send_again();
  }

  static bool is_broken_connection(const Error& error) {
    return error.category == Category::transport &&
           (http::is_passing_failure(error.detail) || error.detail == curl_exit::kPartialFile);
  }

  // Whether the request was done nobody knows, since its answer is lost; but not where none was sent.
  bool may_send_again(bool unsent = false) {
    if (unsent) return repeat_ == Repeat::harmless && attempts_ < backoff_.most_attempts;
    const bool first = !std::exchange(world_.an_answer_got_lost, true);
    if (attempts_ >= backoff_.most_attempts) return false;
    return repeat_ == Repeat::harmless || (repeat_ == Repeat::once_more && first);
  }

  // Once, and only where the service's clock explains the refusal.
  bool learn_skew() {
    constexpr std::chrono::minutes kTolerated{4};
    const auto difference = world_.service_ahead;
    if (!difference || skew_ != TimePoint::duration::zero()) return false;
    if (std::chrono::abs(*difference) < kTolerated) return false;
    skew_ = *difference;
    return true;
  }

  void read_clock(const http::Headers& headers) const {
    const auto* date = headers.find("Date");
    const auto theirs = date != nullptr ? parse_http_date(*date) : std::nullopt;
    world_.service_ahead = theirs ? std::optional(*theirs - world_.clock.now()) : std::nullopt;
  }

  void wait(const http::Headers& headers) {
    constexpr std::chrono::milliseconds kLongest{20000};
    const TimePoint now = world_.clock.now();
    const auto asked =
        std::min(http::retry_after(headers, now).value_or(std::chrono::milliseconds{0}), kLongest);
    const auto length = std::max(asked, backoff_.wait_after(attempts_, world_.random));
    if (!world_.clock.sleep_until(now + length)) throw_if_interrupted();
  }

  Error refused(const Refusal& refusal, const http::Response& head) const {
    if (refusal.code.empty() && refusal.message.empty()) {
      if (refusal.is_html) return not_json(true);
      return filled(Category::refused, fmt::format("{} was refused with status {}", operation_, head.status),
                    refusal, head);
    }
    return filled(Category::refused, fmt::format("{} was refused: {}", operation_, words(refusal)), refusal,
                  head);
  }

  Error temporary(const Refusal& refusal, const http::Response& head) const {
    const bool throttled = is_throttling(refusal, head.status) || is_limit(refusal);
    const std::string what = throttled ? "too many requests" : fmt::format("status {}", head.status);
    return filled(Category::temporary,
                  fmt::format("{} cannot be done at the moment: {}", operation_,
                              refusal.code.empty() ? what : words(refusal)),
                  refusal, head);
  }

  static std::string words(const Refusal& refusal) {
    if (refusal.message.empty()) return refusal.code;
    const std::string message = without_full_stop(printable(refusal.message, 500));
    return refusal.code.empty() ? message : fmt::format("{} ({})", message, refusal.code);
  }

  Error filled(Category category, std::string what, const Refusal& refusal,
               const http::Response& head) const {
    Error error(category, std::move(what));
    error.code = refusal.code;
    error.operation = operation_;
    error.service_message = refusal.message;
    if (const auto* id = head.headers.find("x-amzn-requestid")) error.request_id = printable(*id);
    error.hint = hint_for(refusal.code, refusal.message,
                          fmt::format("{}:{}", world_.service.signing_name, operation_));
    if (error.hint.empty() && category == Category::temporary) error.hint = "try again in a while";
    return error;
  }

  World world_;
  std::string_view operation_;
  Repeat repeat_;
  http::Backoff backoff_;
  std::optional<Credentials> credentials_;
  int attempts_ = 0;
  TimePoint::duration skew_{0};
};

}  // namespace

JsonClient::JsonClient(http::Transport& transport, Clock& clock, Random& random, Service service)
    : transport_(transport), clock_(clock), random_(random), service_(std::move(service)) {}

Json JsonClient::call(std::string_view operation, const Json& body, Signing signing, Repeat repeat) {
  an_answer_got_lost_ = false;
  return Call({.transport = transport_,
               .clock = clock_,
               .random = random_,
               .service = service_,
               .an_answer_got_lost = an_answer_got_lost_,
               .service_ahead = service_ahead_},
              operation, signing, repeat)
      .run(body);
}

}  // namespace cauth::aws
