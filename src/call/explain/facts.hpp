#pragma once

#include "call/explain/evidence.hpp"
#include "call/explain/explain.hpp"
#include "call/explain/reading.hpp"
#include "jose/tokens.hpp"

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth::call::explain {

/// The evidence, and what follows from it: what the rows of the table ask.
class Facts {
 public:
  explicit Facts(const Evidence& evidence);

  const Evidence& evidence() const { return evidence_; }
  const Reading& reading() const { return reading_; }
  bool says(Says what) const { return reading_.says == what; }
  bool status_is(int status) const { return reading_.status == status; }
  /// Null where the token keeps that rule.
  const jose::Verdict* fault(jose::Reason reason) const;
  const jose::Verdict* first_fault(std::initializer_list<jose::Reason> reasons) const;
  /// A token that could be read and breaks no rule that is known.
  bool token_is_good() const { return evidence_.token && evidence_.faults.empty(); }
  std::optional<jose::TokenUse> use() const;
  std::string claim(std::string_view name) const;
  /// The user's word, else what the answer or the address looks like.
  std::optional<cognito::Gateway> gateway() const;
  bool is(cognito::Gateway which) const { return gateway() == which; }
  bool sent_as(HeaderForm form) const { return evidence_.request && evidence_.request->form == form; }
  /// The answer's Date header.
  std::optional<TimePoint> server_time() const;
  /// `the answer says "Unauthorized"`, or its status alone.
  std::string answer_words() const;

 private:
  const Evidence& evidence_;
  Reading reading_;
};

/// What speaks for a cause.
struct Finding {
  Weight weight = Weight::possible;
  std::string evidence;
  std::string fix;
};

/// The code of the row for a refusal that nothing else explains.
constexpr std::string_view kUnexplained = "refused_by_api";

/// A row of the table: a cause, and how it is recognised.
struct CauseRow {
  std::string_view code, summary;
  std::optional<Finding> (*find)(const Facts& facts);
};

// The table in three parts, in the order in which causes of one weight are named.
std::span<const CauseRow> request_causes();  ///< of the address and the header
std::span<const CauseRow> token_causes();    ///< of the token
std::span<const CauseRow> api_causes();      ///< of the API and what stands before it

}  // namespace cauth::call::explain
