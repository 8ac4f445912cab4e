#include "call/explain/explain.hpp"

#include "aws/hints.hpp"
#include "call/explain/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cauth::call::explain {
namespace {

void add_rows(std::vector<Cause>& causes, std::span<const CauseRow> rows, const Facts& facts) {
  for (const auto& row : rows) {
    auto found = row.find(facts);
    if (!found) continue;
    causes.push_back({.code = std::string(row.code),
                      .weight = found->weight,
                      .summary = std::string(row.summary),
                      .evidence = std::move(found->evidence),
                      .fix = std::move(found->fix)});
  }
}

// GetUser's refusal has its causes in the table of the service's errors.
void add_live(std::vector<Cause>& causes, const Evidence& evidence) {
  if (!evidence.live || evidence.live->code.empty()) return;
  const auto& live = *evidence.live;
  for (auto& known : aws::causes_of(live.code, live.message, "cognito-idp:GetUser")) {
    std::erase_if(causes, [&](const Cause& each) { return each.code == known.code; });
    causes.push_back({.code = std::move(known.code),
                      .weight = Weight::stated,
                      .summary = std::move(known.summary),
                      .evidence = fmt::format("GetUser says \"{}\" ({}); an API that looks at the signature "
                                              "alone takes the token until it expires",
                                              live.message, live.code),
                      .fix = std::move(known.fix)});
  }
}

// The last row is for where nothing else speaks.
void sort_by_weight(std::vector<Cause>& causes) {
  std::stable_sort(causes.begin(), causes.end(),
                   [](const Cause& left, const Cause& right) { return left.weight > right.weight; });
  const bool known = !causes.empty() && causes.front().weight > Weight::possible;
  if (known) std::erase_if(causes, [](const Cause& each) { return each.code == kUnexplained; });
}

}  // namespace

std::vector<Cause> explain(const Evidence& evidence) {
  const Facts facts(evidence);
  const bool taken = evidence.answer && !facts.reading().refused;
  std::vector<Cause> causes;
  add_rows(causes, request_causes(), facts);
  if (!taken) add_rows(causes, token_causes(), facts);
  add_rows(causes, api_causes(), facts);
  add_live(causes, evidence);
  sort_by_weight(causes);
  return causes;
}

std::string_view name_of(Weight weight) {
  switch (weight) {
    case Weight::possible: return "possible";
    case Weight::fits: return "fits";
    case Weight::shown: return "shown";
    case Weight::stated: break;
  }
  return "stated";
}

}  // namespace cauth::call::explain
