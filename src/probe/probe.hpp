#pragma once

#include "base/clock.hpp"
#include "call/authorize.hpp"
#include "http/transport.hpp"
#include "probe/answer.hpp"
#include "probe/checks.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cauth::probe {

enum class Outcome : std::uint8_t { ok, finding, note, not_tested };
/// "ok", "finding", "note", "not-tested".
std::string_view name_of(Outcome outcome);

/// What came of one check, without its token.
struct Row {
  std::string id, title;
  Expected expected = Expected::refused;
  Outcome outcome = Outcome::ok;
  std::optional<Answer> answer;  ///< nothing: not tested
  std::string what;              ///< of a finding or note what it means, else why it was not tested
  std::string hint;
  std::optional<Severity> severity;  ///< of a finding
  std::chrono::microseconds duration{0};
};

/// Where to ask, and how.
struct Endpoint {
  http::Request request;  ///< all but the token
  call::TokenPlan plan;   ///< in which header the token stands, and in what form
  AnswerRules rules;
  std::chrono::microseconds pace{0};  ///< from one request to the next, at least
};

/// What the outside gives.
struct Outside {
  http::Transport& transport;
  Clock& clock;
  std::function<void(const Row&)> told = {};  ///< of each row, as it is there
};

/// Makes the checks in their order. No redirect is followed, so that a token goes to the endpoint alone. When
/// the good token is not let in, the others are not tested: they would prove nothing. Error{transport} when
/// no answer came, Error{interrupted} on a signal.
std::vector<Row> run_checks(const Endpoint& endpoint, const std::vector<Check>& checks,
                            const Outside& outside);

/// Is there a finding among them?
bool has_finding(const std::vector<Row>& rows);

}  // namespace cauth::probe
