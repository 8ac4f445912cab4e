#pragma once

#include "call/answer_files.hpp"
#include "call/call_world.hpp"
#include "call/ending.hpp"
#include "call/expectations.hpp"
#include "call/group_parts.hpp"
#include "call/held_sink.hpp"
#include "call/outcome.hpp"
#include "call/progress_meter.hpp"
#include "call/retry_policy.hpp"
#include "call/transfer_plan.hpp"
#include "call/upload_body.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// curl's own number of a failure, also where the exit status is another.
int curl_code(const Error& error);

/// -s: the exit status says it all, but for what the user wrote wrong or must do. Output that nobody reads
/// any more is never worth a word.
bool says(const Line& line, const Error& error);

/// One request of a line with all that belongs to it: its files, its tries, what -w prints at its end.
class Transfer {
 public:
  /// Opens what has to be open before anything is sent. All outlive it. Error{transport} with curl's codes 3,
  /// 23 and 26 for an address or a file that is none.
  Transfer(PlannedTransfer plan, const Line& line, const GroupParts& parts, const CallWorld& world,
           bool append_heads);

  /// What fails on the way is reported; what the user must mend or do is thrown.
  Ending run();

 private:
  void make_call();
  Url address();
  void set_connection(http::Request& connection);
  void check_time_condition(const http::CurlOption& option) const;
  void check_range(const http::CurlOption& option) const;
  SecretString credentials() const;
  http::Cookies cookies() const;
  bool waits() const { return options_.until.time.count() != 0; }
  Ending run_tries();
  Ending try_once();
  std::optional<Error> perform_once();
  void take_head(const http::Response& head);
  std::function<void(std::string_view)> body_listener();
  void judge(Ending& ending);
  std::unique_ptr<ProgressMeter> open_meter() const;
  bool wait_for_another_try(const Ending& ending, RetryPolicy& policy);
  bool wait_for_better(const Ending& ending);
  void say(const Ending& ending) const;
  void write_out_at_end(const Ending& ending);
  void remark(std::string_view text) const;
  void remark_on_answer(std::string_view text);

  PlannedTransfer plan_;
  const Line& line_;
  const Options& options_;
  const GroupParts& parts_;
  const CallWorld& world_;
  Call call_;
  std::optional<Error> bad_address_;
  std::unique_ptr<http::BodySource> stream_;  // a body that is read while it is sent
  AnswerFiles files_;
  std::optional<HeldSink> held_;  // --until: what a try prints may not be what was waited for
  BodyCopy body_;
  TimePoint until_ = TimePoint::max();
  int tries_ = 0;
  std::vector<std::string> remarks_;  // on the last try, kept back
  Outcome outcome_;
  Exchange exchange_;
};

}  // namespace cauth::call
