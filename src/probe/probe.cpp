#include "probe/probe.hpp"

#include "base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace cauth::probe {
namespace {

// Enough to see what a GraphQL answer says; the rest of a large one is of no interest.
constexpr std::size_t kBodyKept = std::size_t{1} << 20U;

// The beginning of an answer's body.
class Beginning : public http::BodySink {
 public:
  bool on_response(const http::Response& /*head*/) override { return true; }
  void on_bytes(std::string_view bytes) override {
    text.append(bytes.substr(0, kBodyKept - std::min(kBodyKept, text.size())));
  }
  std::string text;
};

void set_token(http::Request& request, const call::TokenPlan& plan, const Check& check) {
  if (check.form == Form::absent) return;
  call::TokenPlan form = plan;
  if (check.form == Form::other) form.bearer = !form.bearer;
  request.headers.set(plan.header_name, call::header_value(form, check.supply.token->reveal()));
}

void judge_good(Row& row) {
  if (row.answer->came == Came::let_in) return;
  row.outcome = Outcome::finding;
  const bool again = row.id == kGoodTokenAgain;
  row.what = again ? "the good token is not let in any more: what was refused above proves little"
                   : "the good token is not let in: what else is refused would prove nothing";
  row.hint =
      again ? "a firewall or a limit on requests may refuse everything by now: ask more slowly with --rate"
            : "\"cauth explain\" says why an API refuses a token; is this its kind (--token-use), its header "
              "(--auth-header), its path?";
}

std::string hint_for_unclear(int status) {
  constexpr int kTooMany = 429, kUnavailable = 503;
  if (status == kTooMany || status == kUnavailable) return "ask more slowly, with --rate 2/s";
  return fmt::format("--refused-status {} says that this is a refusal", status);
}

void judge_wrong(Row& row, const Check& check) {
  if (row.answer->came == Came::refused) return;
  const bool let_in = row.answer->came == Came::let_in;
  row.outcome = Outcome::note;
  row.what = let_in ? std::string(check.meaning) : "neither let in nor refused";
  if (!let_in) row.hint = hint_for_unclear(row.answer->status);
  if (!let_in || check.expected != Expected::refused) return;
  row.outcome = Outcome::finding;
  row.hint = check.hint;
  row.severity = check.severity;
}

class Run {
 public:
  Run(const Endpoint& endpoint, const Outside& outside) : endpoint_(endpoint), outside_(outside) {}

  Row make(const Check& check) {
    Row row{.id = check.id, .title = check.title, .expected = check.expected};
    if (check.form != Form::absent && !check.supply.token) {
      row.outcome = Outcome::not_tested;
      row.what = check.supply.missing;
      return row;
    }
    wait();
    const TimePoint began = outside_.clock.now();
    row.answer = ask(check);
    row.duration = outside_.clock.now() - began;
    if (check.expected == Expected::let_in) {
      judge_good(row);
    } else {
      judge_wrong(row, check);
    }
    return row;
  }

 private:
  Answer ask(const Check& check) {
    http::Request request = endpoint_.request.clone();
    set_token(request, endpoint_.plan, check);
    Beginning body;
    const http::Response head = outside_.transport.send(request, body);
    return judge(endpoint_.rules, head, body.text);
  }

  void wait() {
    const TimePoint now = outside_.clock.now();
    if (next_ > now && !outside_.clock.sleep_until(next_)) throw_if_interrupted();
    next_ = std::max(next_, now) + endpoint_.pace;
  }

  const Endpoint& endpoint_;
  const Outside& outside_;
  TimePoint next_;
};

Row left_out(const Check& check) {
  return {.id = check.id,
          .title = check.title,
          .expected = check.expected,
          .outcome = Outcome::not_tested,
          .answer = {},
          .what = "the good token is not let in"};
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::ok: return "ok";
    case Outcome::finding: return "finding";
    case Outcome::note: return "note";
    case Outcome::not_tested: return "not-tested";
  }
  return "";
}

std::vector<Row> run_checks(const Endpoint& endpoint, const std::vector<Check>& checks,
                            const Outside& outside) {
  Run run(endpoint, outside);
  std::vector<Row> rows;
  bool good_is_let_in = true;
  for (const Check& check : checks) {
    rows.push_back(good_is_let_in ? run.make(check) : left_out(check));
    if (check.id == kGoodToken) good_is_let_in = rows.back().outcome == Outcome::ok;
    if (outside.told) outside.told(rows.back());
  }
  return rows;
}

bool has_finding(const std::vector<Row>& rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const Row& row) { return row.outcome == Outcome::finding; });
}

}  // namespace cauth::probe
