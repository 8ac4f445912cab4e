#include "cli/decode_view.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>

namespace cauth::cli {
namespace {

// A claim is shown whole: the longest token fits.
constexpr std::size_t kLongestValue = jose::kLargestToken;

// "1795237200", "alice", ["admins"]: a string without its quotes, nothing that moves the cursor.
std::string shown(const Json& value) {
  return printable(value.is_string() ? value.get<std::string>() : json_text(value), kLongestValue);
}

std::string with_readable_time(const Json& object, const std::string& name, TimePoint now) {
  const auto time = name == "exp" || name == "iat" || name == "nbf" || name == "auth_time"
                        ? jose::time_claim(object, name)
                        : std::nullopt;
  std::string text = shown(object[name]);
  if (time) text += fmt::format("  {}  {}", format_utc(*time), format_local(*time));
  if (time && name == "exp") text += "  " + format_expiry(*time, now);
  return text;
}

Json difference_of(const Json& before, const Json& after) {
  Json added = Json::object(), removed = Json::object(), changed = Json::object();
  for (const auto& member : before.items()) {
    const auto now = after.find(member.key());
    if (now == after.end()) {
      removed[member.key()] = member.value();
    } else if (*now != member.value()) {
      changed[member.key()] = {{"from", member.value()}, {"to", *now}};
    }
  }
  for (const auto& member : after.items()) {
    if (!before.contains(member.key())) added[member.key()] = member.value();
  }
  return {{"added", added}, {"removed", removed}, {"changed", changed}};
}

std::string text_of_part(std::string_view title, const Json& part, TimePoint now) {
  std::string text;
  const auto line = [&](char sign, const std::string& name, const Json& value) {
    text +=
        fmt::format("  {} {}  {}\n", sign, printable(name), with_readable_time({{name, value}}, name, now));
  };
  for (const auto& member : part["removed"].items()) line('-', member.key(), member.value());
  for (const auto& member : part["added"].items()) line('+', member.key(), member.value());
  for (const auto& member : part["changed"].items()) {
    line('-', member.key(), member.value()["from"]);
    line('+', member.key(), member.value()["to"]);
  }
  return text.empty() ? "" : fmt::format("{}\n{}", title, text);
}

}  // namespace

std::string text_section(std::string_view title, const Json& object, TimePoint now) {
  std::size_t width = 0;
  for (const auto& member : object.items()) width = std::max(width, member.key().size());
  std::string text = fmt::format("{}\n", title);
  for (const auto& member : object.items()) {
    text += fmt::format("  {:{}}  {}\n", printable(member.key()), width,
                        with_readable_time(object, member.key(), now));
  }
  return text;
}

Json value_of_token(const jose::DecodedToken& token, TimePoint now) {
  Json value = {{"header", token.header}, {"payload", token.payload}, {"signature_checked", false}};
  value["token_use"] = token.payload.value("token_use", Json());
  const auto expires = jose::time_claim(token.payload, "exp");
  value["expires_at"] = expires ? Json(format_rfc3339(*expires)) : Json();
  value["expires_in"] = expires ? Json((unix_seconds(*expires) - unix_seconds(now)).count()) : Json();
  return value;
}

std::string life_bar(const Json& payload, TimePoint now) {
  constexpr int kWidth = 40;
  const auto issued = jose::time_claim(payload, "iat");
  const auto expires = jose::time_claim(payload, "exp");
  if (!issued || !expires || now < *issued || now >= *expires) return {};
  const double part =
      static_cast<double>((now - *issued).count()) / static_cast<double>((*expires - *issued).count());
  const auto used = static_cast<std::size_t>(part * kWidth);
  return fmt::format("issued [{}{}] expires, {} left\n", std::string(used, '#'),
                     std::string(kWidth - used, '.'),
                     format_duration(std::chrono::duration_cast<std::chrono::seconds>(*expires - now)));
}

Json difference_of(const jose::DecodedToken& before, const jose::DecodedToken& after) {
  return {{"header", difference_of(before.header, after.header)},
          {"payload", difference_of(before.payload, after.payload)}};
}

std::string text_of_difference(const Json& difference, TimePoint now) {
  const std::string text =
      text_of_part("header", difference["header"], now) + text_of_part("claims", difference["payload"], now);
  return text.empty() ? "both say the same\n" : text;
}

}  // namespace cauth::cli
