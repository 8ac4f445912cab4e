#include "call/explain/facts.hpp"

#include "base/duration.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cauth::call::explain {
namespace {

Reading reading_of(const Evidence& evidence) {
  return evidence.answer ? read_answer(*evidence.answer) : Reading();
}

}  // namespace

Facts::Facts(const Evidence& evidence) : evidence_(evidence), reading_(reading_of(evidence)) {}

const jose::Verdict* Facts::fault(jose::Reason reason) const {
  const auto found = std::find_if(evidence_.faults.begin(), evidence_.faults.end(),
                                  [&](const jose::Verdict& each) { return each.reason == reason; });
  return found == evidence_.faults.end() ? nullptr : &*found;
}

const jose::Verdict* Facts::first_fault(std::initializer_list<jose::Reason> reasons) const {
  for (const auto reason : reasons) {
    if (const auto* found = fault(reason)) return found;
  }
  return nullptr;
}

std::optional<jose::TokenUse> Facts::use() const {
  return evidence_.token ? jose::token_use_named(claim("token_use")) : std::nullopt;
}

std::string Facts::claim(std::string_view name) const {
  return evidence_.token ? string_member_or(evidence_.token->payload, name, "") : std::string();
}

std::optional<cognito::Gateway> Facts::gateway() const {
  if (evidence_.gateway) return evidence_.gateway;
  if (evidence_.request && evidence_.request->url.host.find(".appsync-api.") != std::string::npos)
    return cognito::Gateway::appsync;
  return reading_.gateway;
}

std::optional<TimePoint> Facts::server_time() const {
  if (!evidence_.answer) return std::nullopt;
  const auto* date = evidence_.answer->head.headers.find("Date");
  return date == nullptr ? std::nullopt : parse_http_date(*date);
}

std::string Facts::answer_words() const {
  const std::string challenge = reading_.bearer_parameter("error_description");
  if (!challenge.empty()) return fmt::format("the answer says \"{}\"", challenge);
  if (reading_.words.empty()) return fmt::format("the answer is status {}", reading_.status);
  return fmt::format("the answer says \"{}\"{}", reading_.words,
                     reading_.type.empty() ? "" : fmt::format(" ({})", reading_.type));
}

}  // namespace cauth::call::explain
