#pragma once

#include "base/error.hpp"
#include "call/answer_files.hpp"
#include "call/call_world.hpp"
#include "call/group_parts.hpp"
#include "call/outcome.hpp"
#include "call/progress_meter.hpp"
#include "call/retry_policy.hpp"
#include "call/transfer_plan.hpp"
#include "call/upload_body.hpp"

#include <memory>
#include <optional>
#include <string>

namespace cauth::call {

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

  /// The exit status. What fails on the way is reported; what the user must mend or do is thrown.
  int run();

 private:
  void make_call();
  Url address();
  void set_connection(http::Request& connection);
  SecretString credentials() const;
  http::Cookies cookies() const;
  std::optional<Error> try_once();
  std::optional<Error> perform_once();
  std::unique_ptr<ProgressMeter> open_meter() const;
  bool wait_for_another_try(const std::optional<Error>& failure, RetryPolicy& policy);
  void write_out_at_end(const std::optional<Error>& failure);
  void remark(std::string_view text) const;

  PlannedTransfer plan_;
  const Line& line_;
  const Options& options_;
  const GroupParts& parts_;
  const CallWorld& world_;
  Call call_;
  std::optional<Error> bad_address_;
  std::unique_ptr<http::BodySource> stream_;  // a body that is read while it is sent
  AnswerFiles files_;
  Outcome outcome_;
};

}  // namespace cauth::call
