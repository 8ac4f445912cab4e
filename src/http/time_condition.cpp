#include "http/time_condition.hpp"

#include "base/plain_file.hpp"
#include "http/curl_library.hpp"

#include <string>

namespace cauth::http {
namespace {

TimeCondition::Kind take_kind(std::string_view& text) {
  const char sign = text.empty() ? '\0' : text.front();
  if (sign == '+' || sign == '-' || sign == '=') text.remove_prefix(1);
  return sign == '-'   ? TimeCondition::Kind::unmodified_since
         : sign == '=' ? TimeCondition::Kind::last_modified
                       : TimeCondition::Kind::modified_since;
}

}  // namespace

std::optional<TimeCondition> parse_time_condition(std::string_view text) {
  TimeCondition condition{.kind = take_kind(text)};
  const std::string name(text);
  // -1: no date, as for the last second of 1969, which curl cannot tell from it either.
  condition.unix_seconds = curl_library().getdate(name.c_str(), nullptr);
  if (condition.unix_seconds != -1) return condition;
  const auto time = time_of_file(name);
  if (!time) return std::nullopt;
  condition.unix_seconds = *time;
  return condition;
}

}  // namespace cauth::http
