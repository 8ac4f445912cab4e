#include "base/curl_exit.hpp"
#include "base/interrupt.hpp"
#include "call/sent_secrets.hpp"
#include "call/test_record.hpp"
#include "call/transfer.hpp"
#include "call/write_out.hpp"
#include "http/retry.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

// The tries of a transfer, and what becomes of each.
namespace cauth::call {
namespace {}  // namespace

Ending Transfer::run() {
  if (waits()) until_ = world_.clock.now() + options_.until.time;
  Ending ending = run_tries();
  while (wait_for_better(ending)) {
    files_.begin_anew();
    if (held_) held_->begin_anew();
    ending = run_tries();
  }
  if (held_) held_->release();
  say(ending);
  if (ending.failure) files_.give_up();
  const bool as_expected = !options_.expect.empty() && ending.good();
  if (exchange_.answer && !as_expected) world_.explain(std::move(exchange_));
  write_out_at_end(ending);
  return ending;
}

Ending Transfer::run_tries() {
  RetryPolicy policy(options_.retry, world_.clock.now());
  Ending ending = try_once();
  while (wait_for_another_try(ending, policy)) {
    files_.begin_anew();
    ending = try_once();
  }
  return ending;
}

// What fails is said at once, since other tries may follow, but not while we wait for a better answer.
Ending Transfer::try_once() {
  ++tries_;
  remarks_.clear();
  outcome_ = {};
  exchange_ = {};
  outcome_.url = plan_.url;
  outcome_.url_number = plan_.place;
  Ending ending{.failure = perform_once(), .unmet = {}};
  judge(ending);
  if (ending.failure && !waits() && says(line_, *ending.failure)) world_.report(*ending.failure);
  return ending;
}

// Before -f: a status is what was expected or not, whatever -f thinks of it.
void Transfer::judge(Ending& ending) {
  const bool failed_by_status = ending.failure && ending.failure->detail == curl_exit::kHttpError;
  if (options_.expect.empty() || (ending.failure && !failed_by_status)) return;
  const SentSecrets secrets(call_);
  ending.unmet = unmet(options_.expect, {.status = static_cast<int>(outcome_.info.status),
                                         .headers = outcome_.headers,
                                         .body = body_,
                                         .time = outcome_.info.total,
                                         .hide = [&](std::string_view text) { return secrets.hide(text); }});
  if (ending.unmet.empty() || !failed_by_status) return;
  // Which token was sent, perhaps.
  if (!ending.failure->hint.empty()) remark_on_answer(ending.failure->hint);
  ending.failure.reset();
}

void Transfer::say(const Ending& ending) const {
  for (const auto& text : remarks_) remark(text);
  const std::string tries = waits() ? fmt::format(" after {} tries", tries_) : "";
  if (!ending.unmet.empty()) {
    world_.disappoint(
        {.what = fmt::format("not as expected{}: {}", tries, request_name(plan_, line_, world_)),
         .unmet = ending.unmet});
  } else if (ending.failure && waits() && says(line_, *ending.failure)) {
    remark(fmt::format("no answer{}", tries));
    world_.report(*ending.failure);
  }
}

// --until. Output that cannot be written, and what was typed wrong, get no better.
bool Transfer::wait_for_better(const Ending& ending) {
  const int code = ending.failure ? curl_code(*ending.failure) : 0;
  if (!waits() || ending.good() || code == curl_exit::kWriteError || code == curl_exit::kReadError ||
      (code != 0 && code <= curl_exit::kLastOfTheLine))
    return false;
  const TimePoint next = world_.clock.now() + options_.until.interval;
  if (next >= until_) return false;
  if (tries_ == 1) {
    remark(fmt::format("not yet as expected ({}); trying again for {} s",
                       ending.failure ? ending.failure->what_failed : ending.unmet.front(),
                       std::chrono::ceil<std::chrono::seconds>(until_ - world_.clock.now()).count()));
  }
  if (!world_.clock.sleep_until(next)) throw_if_interrupted();
  return true;
}

bool Transfer::wait_for_another_try(const Ending& ending, RetryPolicy& policy) {
  if (!options_.expect.empty() && ending.good()) return false;
  const auto& failure = ending.failure;
  TryResult result{.exit = failure ? curl_code(*failure) : 0,
                   .status = static_cast<int>(outcome_.info.status)};
  result.refused = result.exit == curl_exit::kNoConnection;
  const TimePoint now = world_.clock.now();
  if (const auto wait = http::retry_after(outcome_.headers, now))
    result.retry_after = std::chrono::ceil<std::chrono::seconds>(*wait);
  const auto again = policy.after(result, now);
  if (!again) return false;
  remark(
      fmt::format("{}; trying again in {} s, {} tries left", again->why, again->wait.count(), again->left));
  if (!world_.clock.sleep_until(now + again->wait)) throw_if_interrupted();
  return true;
}

void Transfer::write_out_at_end(const Ending& ending) {
  if (!parts_.write_out) return;
  outcome_.file = files_.name();
  if (!ending.good()) {
    outcome_.exit = ending.failure ? curl_code(*ending.failure) : ending.exit();
    outcome_.error = ending.failure ? ending.failure->what_failed : "not as expected";
  }
  write_out(*parts_.write_out, outcome_,
            {.out = world_.io.out, .err = world_.io.err, .library = world_.library});
}

// While we wait for a better answer, what is to be said of this one may not be worth saying.
void Transfer::remark_on_answer(std::string_view text) {
  if (waits()) {
    remarks_.emplace_back(text);
  } else {
    remark(text);
  }
}

}  // namespace cauth::call
