#include "call/write_out_variables.hpp"

#include "base/text.hpp"
#include "call/write_out.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <variant>
#include <vector>

namespace cauth::call {
namespace {

using Time = http::TransferInfo::Time;
// A status has three digits in text, and is a plain number in JSON.
struct Status {
  long code;
};
using Value = std::variant<std::string, std::int64_t, Time, Status>;

struct Variable {
  std::string_view name;
  Value (*get)(const Outcome&);
  bool null_when_empty = true;  ///< in JSON; others are "" there
};

std::string version_name(int version) {
  switch (version) {
    case 10: return "1.0";
    case 11: return "1.1";
    case 20: return "2";
    case 30: return "3";
    default: return "0";
  }
}

std::string in_capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  });
  return text;
}

std::int64_t number(std::int64_t value) {
  return value;
}

// clang-format off
constexpr auto kVariables = std::to_array<Variable>({
    {"certs", [](const Outcome& o) -> Value { return o.info.certificates; }, false},
    {"content_type", [](const Outcome& o) -> Value { return o.info.content_type; }},
    {"errormsg", [](const Outcome& o) -> Value { return o.error; }},
    {"exitcode", [](const Outcome& o) -> Value { return number(o.exit); }},
    {"filename_effective", [](const Outcome& o) -> Value { return o.file; }},
    {"ftp_entry_path", [](const Outcome&) -> Value { return std::string(); }},
    {"http_code", [](const Outcome& o) -> Value { return Status{o.info.status}; }},
    {"http_connect", [](const Outcome& o) -> Value { return Status{o.info.proxy_status}; }},
    {"http_version", [](const Outcome& o) -> Value { return version_name(o.info.http_version); }},
    {"local_ip", [](const Outcome& o) -> Value { return o.info.local_ip; }, false},
    {"local_port", [](const Outcome& o) -> Value { return number(o.info.local_port); }},
    {"method", [](const Outcome& o) -> Value { return o.method; }},
    {"num_certs", [](const Outcome& o) -> Value { return number(o.info.certificate_count); }},
    {"num_connects", [](const Outcome& o) -> Value { return number(o.info.connects); }},
    {"num_headers", [](const Outcome& o) -> Value { return static_cast<std::int64_t>(o.header_count); }},
    {"num_redirects", [](const Outcome& o) -> Value { return number(o.redirects); }},
    {"proxy_ssl_verify_result", [](const Outcome& o) -> Value { return number(o.info.proxy_ssl_verify_result); }},
    {"redirect_url", [](const Outcome& o) -> Value { return o.redirect_url; }},
    {"referer", [](const Outcome& o) -> Value { return o.referer; }},
    {"remote_ip", [](const Outcome& o) -> Value { return o.info.remote_ip; }, false},
    {"remote_port", [](const Outcome& o) -> Value { return number(o.info.remote_port); }},
    {"response_code", [](const Outcome& o) -> Value { return Status{o.info.status}; }},
    {"scheme", [](const Outcome& o) -> Value { return in_capitals(o.info.scheme); }},
    {"size_download", [](const Outcome& o) -> Value { return o.info.download_bytes; }},
    {"size_header", [](const Outcome& o) -> Value { return o.info.head_bytes; }},
    {"size_request", [](const Outcome& o) -> Value { return o.info.request_bytes; }},
    {"size_upload", [](const Outcome& o) -> Value { return o.info.upload_bytes; }},
    {"speed_download", [](const Outcome& o) -> Value { return o.info.download_speed; }},
    {"speed_upload", [](const Outcome& o) -> Value { return o.info.upload_speed; }},
    {"ssl_verify_result", [](const Outcome& o) -> Value { return number(o.info.ssl_verify_result); }},
    {"time_appconnect", [](const Outcome& o) -> Value { return o.info.appconnect; }},
    {"time_connect", [](const Outcome& o) -> Value { return o.info.connect; }},
    {"time_namelookup", [](const Outcome& o) -> Value { return o.info.namelookup; }},
    {"time_pretransfer", [](const Outcome& o) -> Value { return o.info.pretransfer; }},
    {"time_redirect", [](const Outcome& o) -> Value { return o.redirect_time; }},
    {"time_starttransfer", [](const Outcome& o) -> Value { return o.info.starttransfer; }},
    {"time_total", [](const Outcome& o) -> Value { return o.info.total; }},
    {"url", [](const Outcome& o) -> Value { return o.url; }},
    {"url_effective", [](const Outcome& o) -> Value { return o.info.effective_url; }},
    {"urlnum", [](const Outcome& o) -> Value { return static_cast<std::int64_t>(o.url_number); }},
});
// clang-format on

// Not base/json: curl leaves bytes alone that are no UTF-8, and a script may compare the two.
std::string json_string(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    switch (character) {
      case '"': result += "\\\""; break;
      case '\\': result += "\\\\"; break;
      case '\b': result += "\\b"; break;
      case '\f': result += "\\f"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default:
        if (static_cast<unsigned char>(character) < ' ') {
          result += fmt::format("\\u{:04x}", static_cast<unsigned>(character));
        } else {
          result += character;
        }
    }
  }
  return result + '"';
}

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* count = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *count);
  if (const auto* status = std::get_if<Status>(&value)) return fmt::format("{:03}", status->code);
  constexpr std::int64_t kMicroseconds = 1'000'000;
  const std::int64_t time = std::get<Time>(value).count();
  return fmt::format("{}.{:06}", time / kMicroseconds, time % kMicroseconds);
}

std::string json_value(const Variable& variable, const Outcome& outcome) {
  const Value value = variable.get(outcome);
  if (const auto* text = std::get_if<std::string>(&value))
    return text->empty() && variable.null_when_empty ? "null" : json_string(*text);
  if (const auto* status = std::get_if<Status>(&value)) return fmt::format("{}", status->code);
  return text_of(value);
}

}  // namespace

std::optional<std::string> variable_text(const Outcome& outcome, std::string_view name) {
  const auto* found = std::find_if(kVariables.begin(), kVariables.end(),
                                   [&](const Variable& variable) { return variable.name == name; });
  if (found == kVariables.end()) return std::nullopt;
  return text_of(found->get(outcome));
}

std::string json_of(const Outcome& outcome, std::string_view library) {
  std::string json = "{";
  for (const auto& variable : kVariables)
    json += fmt::format("\"{}\":{},", variable.name, json_value(variable, outcome));
  return json + fmt::format("\"curl_version\":{}}}", json_string(library));
}

std::string json_of_headers(const http::Headers& headers) {
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (const auto& [name, value] : headers.fields()) {
    const std::string lower = to_lower(name);
    const auto known = std::find(names.begin(), names.end(), lower);
    if (known != names.end()) {
      values[static_cast<std::size_t>(known - names.begin())] += ',' + json_string(value);
    } else {
      names.push_back(lower);
      values.push_back(json_string(value));
    }
  }
  std::string json = "{";
  for (std::size_t at = 0; at < names.size(); ++at)
    json += fmt::format("{}{}:[{}]", at == 0 ? "" : ",\n", json_string(names[at]), values[at]);
  return json + "\n}";
}

std::vector<std::string_view> format_variables() {
  std::vector<std::string_view> names{"header_json", "json", "onerror", "stderr", "stdout"};
  for (const auto& variable : kVariables) names.push_back(variable.name);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace cauth::call
