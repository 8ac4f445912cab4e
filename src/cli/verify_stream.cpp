#include "cli/verify_stream.hpp"

#include "base/duration.hpp"
#include "base/in_order.hpp"
#include "base/json.hpp"
#include "base/json_query.hpp"
#include "base/line_blocks.hpp"
#include "base/text.hpp"
#include "cli/output.hpp"
#include "cli/output_text.hpp"
#include "cli/token_lines.hpp"
#include "jose/stream_verifier.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

namespace cauth::cli {
namespace {

// How a verdict is printed.
struct LineForm {
  bool as_text = false;
  std::optional<std::string> query;
};

// What all workers count together.
class Totals {
 public:
  void add(std::size_t good, const std::map<jose::Reason, std::size_t>& bad) {
    const std::lock_guard lock(mutex_);
    good_ += good;
    for (const auto& [reason, count] : bad) bad_[reason] += count;
  }
  bool all_good() const { return bad_.empty(); }
  std::string sentence() const {
    std::size_t bad = 0;
    std::string reasons;
    for (const auto& [reason, count] : bad_) {
      bad += count;
      reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, jose::code_of(reason));
    }
    return fmt::format("{} token{} valid, {} not{}{}", good_, good_ == 1 ? "" : "s", bad,
                       reasons.empty() ? "" : ": ", reasons);
  }

 private:
  std::mutex mutex_;
  std::size_t good_ = 0;
  std::map<jose::Reason, std::size_t> bad_;
};

// One thread's part: lines in, verdict lines out.
class Worker {
 public:
  Worker(const VerifyRules& rules, jose::SharedKeys& keys, Totals& totals, const LineForm& form,
         const std::optional<std::string>& field, TimePoint now)
      : verifier_(rules.policy(), keys, now), totals_(totals), form_(form), field_(field), now_(now) {}

  std::string operator()(std::string_view block) {
    std::string out;
    out.reserve(block.size());  // a verdict is shorter than its token
    std::size_t good = 0;
    std::map<jose::Reason, std::size_t> bad;
    for (const auto line : lines_of(block)) {
      const auto verdict = judge(line);
      verdict.verdict ? ++good : ++bad[verdict.verdict.reason];
      append(verdict, out);
    }
    totals_.add(good, bad);
    return out;
  }

 private:
  jose::StreamVerdict judge(std::string_view line) {
    if (!field_) return verifier_.judge(line);
    auto found = token_in_json(line, *field_);
    if (found.token) return verifier_.judge(token_ = *std::move(found.token));
    const auto reason = line.size() > kLongestJsonLine ? jose::Reason::too_large : jose::Reason::malformed;
    return {.verdict = {.reason = reason, .message = std::move(found.problem), .kid = ""}};
  }

  void append(const jose::StreamVerdict& verdict, std::string& out) {
    if (form_.query) {
      std::string line;
      append_json(verdict, line);
      const auto value = parse_json(line, {.bytes = 4 * kLongestJsonLine});
      const Json found = query(*value, *form_.query);
      out += form_.as_text ? text_of(found) : json_text(found) + '\n';
    } else if (form_.as_text) {
      out += verdict.verdict ? sentence_of_valid(verdict.token_use, verdict.username, verdict.expires, now_)
                             : sentence_of_refused(verdict.verdict);
      out += '\n';
    } else {
      append_json(verdict, out);
      out += '\n';
    }
  }

  // The payload is JSON as it stands: nothing of it is read or written again.
  void append_json(const jose::StreamVerdict& verdict, std::string& out) {
    const auto add = [&](auto... texts) { (out.append(texts), ...); };
    const std::string_view kid = json_of_kid(verdict.verdict.kid);
    if (verdict.verdict) {
      add(R"({"valid":true,"token_use":")", verdict.token_use, R"(","kid":)", kid, R"(,"payload":)",
          verdict.payload_text, "}");
      return;
    }
    add(R"({"valid":false,"reason":")", jose::code_of(verdict.verdict.reason), R"(","message":)",
        std::string_view(json_text(Json(verdict.verdict.message))), R"(,"kid":)",
        verdict.verdict.kid.empty() ? "null" : kid, "}");
  }

  // Token after token has the same.
  std::string_view json_of_kid(const std::string& kid) {
    if (kid_json_.empty() || kid != kid_) kid_json_ = json_text(Json(kid_ = kid));
    return kid_json_;
  }

  jose::StreamVerifier verifier_;
  Totals& totals_;
  const LineForm& form_;
  const std::optional<std::string>& field_;
  TimePoint now_;
  std::string token_;
  std::string kid_, kid_json_;  // the last one, and that as JSON
};

}  // namespace

std::string sentence_of_valid(std::string_view token_use, std::string_view username, TimePoint expires,
                              TimePoint now) {
  return fmt::format("valid: {}{}token{}{}, {}", token_use, token_use.empty() ? "" : " ",
                     username.empty() ? "" : " of ", printable(username), format_expiry(expires, now));
}

std::string sentence_of_refused(const jose::Verdict& verdict) {
  return fmt::format("not valid ({}): {}", jose::code_of(verdict.reason), verdict.message);
}

int verify_stream(Context& context, VerifyRules& rules, Source& in, const std::optional<std::string>& field,
                  TimePoint now) {
  rules.settle(context, std::nullopt, nullptr);
  const Format usual = context.io().out_is_terminal ? Format::text : Format::json;
  const LineForm form{.as_text = output_format(context, usual) == Format::text,
                      .query = context.globals().query};
  // Before the first token is read: a path that cannot be understood is one mistake, not a million.
  if (form.query) check_query(*form.query);
  LineBlocks lines(in, field ? kLongestJsonLine : jose::kLargestToken);
  jose::SharedKeys keys(rules.keys());
  Totals totals;
  const InOrder work{.next = [&] { return lines.next(); },
                     .make_worker = [&]() -> InOrder::Worker {
                       // std::function wants what can be copied, which a verifier cannot.
                       auto worker = std::make_shared<Worker>(rules, keys, totals, form, field, now);
                       return [worker](std::string_view block) { return (*worker)(block); };
                     },
                     .write = [&](std::string_view text) { context.io().out.write(text); }};
  work.run(std::max(1U, std::thread::hardware_concurrency()));
  context.note(totals.sentence());
  return totals.all_good() ? 0 : 1;
}

}  // namespace cauth::cli
