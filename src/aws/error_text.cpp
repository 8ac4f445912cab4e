#include "aws/error_text.hpp"

#include "aws/refusal.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace cauth::aws {
namespace {

bool is_code(std::string_view word) {
  return word.ends_with("Exception") && word.find_first_of(" \t:()\"") == std::string_view::npos;
}

std::optional<ErrorText> of_json(std::string_view text) {
  const ParsedJson parsed = parse_json(text);
  if (!parsed || !(*parsed).is_object()) return std::nullopt;
  const Json& body = *parsed;
  return ErrorText{
      .code = bare_error_code(string_member_or(body, "__type", string_member_or(body, "code", ""))),
      .operation = string_member_or(body, "operation", ""),
      .message = string_member_or(body, "service_message",
                                  string_member_or(body, "message", string_member_or(body, "Message", "")))};
}

// What stands between two marks; nothing where one of them is missing.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after) {
  const auto begin = text.find(before);
  if (begin == std::string_view::npos) return std::nullopt;
  text.remove_prefix(begin + before.size());
  const auto end = text.find(after);
  if (end == std::string_view::npos) return std::nullopt;
  return text.substr(0, end);
}

std::optional<ErrorText> of_aws_cli(std::string_view line) {
  constexpr std::string_view kOperation = " operation: ";
  const auto code = between(line, "An error occurred (", ")");
  const auto operation = between(line, "when calling the ", kOperation);
  if (!code || !operation) return std::nullopt;
  const auto message = line.substr(line.find(kOperation) + kOperation.size());
  return ErrorText{.code = std::string(*code),
                   .operation = std::string(*operation),
                   .message = std::string(trim(message))};
}

std::optional<ErrorText> of_sdk(std::string_view line) {
  const auto halves = split_once(line, ':');
  const auto code = trim(halves ? halves->before : line);
  if (!is_code(code)) return std::nullopt;
  return ErrorText{
      .code = std::string(code), .operation = {}, .message = std::string(halves ? trim(halves->after) : "")};
}

std::optional<ErrorText> of_cauth(std::string_view line) {
  constexpr std::string_view kName = "cauth: ";
  if (line.starts_with(kName)) line.remove_prefix(kName.size());
  const auto open = line.rfind(" (");
  if (open == std::string_view::npos || !line.ends_with(')')) return std::nullopt;
  const auto code = line.substr(open + 2, line.size() - open - 3);
  if (!is_code(code)) return std::nullopt;
  return ErrorText{.code = std::string(code), .operation = {}, .message = std::string(line.substr(0, open))};
}

}  // namespace

ErrorText read_error_text(std::string_view text) {
  text = trim(text);
  if (auto found = of_json(text)) return *std::move(found);
  for (const auto each : split(text, '\n')) {
    const auto line = trim(each);
    for (auto* read : {of_aws_cli, of_sdk, of_cauth}) {
      if (auto found = read(line)) return *std::move(found);
    }
  }
  return {.code = {}, .operation = {}, .message = std::string(text)};
}

}  // namespace cauth::aws
