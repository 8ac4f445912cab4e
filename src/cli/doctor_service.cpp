#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cli/doctor.hpp"
#include "cli/doctor_client.hpp"
#include "cli/service.hpp"
#include "cognito/pool.hpp"
#include "http/status.hpp"
#include "http/transport.hpp"
#include "jose/jwks.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cauth::cli {
namespace {

using State = Check::State;

// The pool's key set, fetched once: it shows the pool, its keys and the service's clock.
struct KeysAnswer {
  std::string url;
  std::optional<http::SmallResponse> answer;
  TimePoint came;
};

Check pool(Context& context, KeysAnswer& keys) {
  const auto& settings = context.settings();
  const auto id = cognito::parse_pool_id(settings.require("user_pool_id"));
  const std::string endpoint = endpoint_of_settings(settings);
  const auto set = endpoint.empty() ? std::nullopt : std::optional(endpoint);
  keys.url = cognito::jwks_url(id, cognito::issuers_of(id, set).front(), set);
  http::Request request = request_template(context, keys.url);
  request.url = keys.url;
  auto answer = http::send_small(context.http_when_needed()(), request, jose::kLargestKeySet);
  keys.came = context.clock().now();
  const int status = answer.head.status;
  keys.answer = std::move(answer);
  if (status == http::status::kOk)
    return {.text = fmt::format("{} is reached at {}", id.text, parse_url(keys.url)->origin())};
  return {.state = State::wrong,
          .text = fmt::format("{} is status {}", keys.url, status),
          .fix = fmt::format("check the pool's id: is it {}, in {}?", id.text, id.region)};
}

Check no_answer() {
  return {.state = State::skipped, .text = "the pool did not answer"};
}

Check key_set(const KeysAnswer& keys) {
  if (!keys.answer || keys.answer->head.status != http::status::kOk) return no_answer();
  const auto set = jose::KeySet::parse(keys.answer->body);
  if (!set.usable())
    return {.state = State::wrong,
            .text = "the pool's key set has no key to verify tokens with",
            .fix = "look at " + keys.url};
  return {.text = fmt::format("{} to verify tokens with", set.size())};
}

// What a verifier bears: tokens that are issued later than its own time are refused beyond that.
Check clock(const KeysAnswer& keys) {
  constexpr std::chrono::seconds kAllowed{60};
  const auto* date = keys.answer ? keys.answer->head.headers.find("Date") : nullptr;
  const auto service = date == nullptr ? std::nullopt : parse_http_date(*date);
  if (!service)
    return keys.answer ? Check{.state = State::skipped, .text = "the service named no date"} : no_answer();
  const auto ahead = unix_seconds(keys.came) - unix_seconds(*service);
  const auto apart = ahead.count() < 0 ? -ahead : ahead;
  if (apart <= kAllowed) return {.text = "this machine and the service agree on the time"};
  return {.state = State::wrong,
          .text = fmt::format("this machine is {} {} the service ({})", format_duration(apart),
                              ahead.count() > 0 ? "ahead of" : "behind", format_utc(*service)),
          .fix = "set the clock, and let NTP keep it"};
}

}  // namespace

void examine_service(Context& context, Doctor& doctor) {
  KeysAnswer keys;
  doctor.examine_settings("pool", [&](Context&) { return pool(context, keys); });
  doctor.examine_settings("keys", [&](Context&) { return key_set(keys); });
  doctor.examine_settings("clock", [&](Context&) { return clock(keys); });
  examine_client(context, doctor);
}

}  // namespace cauth::cli
