#include "aws/refusal.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "http/status.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cauth::aws {
namespace {

template <std::size_t Count>
bool is_one_of(std::string_view code, const std::array<std::string_view, Count>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::string bare_error_code(std::string_view text) {
  if (const auto hash = text.find('#'); hash != std::string_view::npos) text.remove_prefix(hash + 1);
  return std::string(trim(text.substr(0, text.find(':'))));
}

Refusal read_refusal(const http::Response& head, std::string_view body) {
  Refusal refusal{.is_html = trim(body).starts_with('<')};
  if (const ParsedJson parsed = parse_json(body); parsed && (*parsed).is_object()) {
    refusal.code =
        bare_error_code(string_member_or(*parsed, "__type", string_member_or(*parsed, "code", "")));
    refusal.message = string_member_or(*parsed, "message", string_member_or(*parsed, "Message", ""));
  }
  if (const auto* type = head.headers.find("x-amzn-errortype"); type != nullptr && refusal.code.empty())
    refusal.code = bare_error_code(*type);
  return refusal;
}

bool is_throttling(const Refusal& refusal, int status) {
  constexpr std::array<std::string_view, 5> kCodes{"TooManyRequestsException", "ThrottlingException",
                                                   "Throttling", "ThrottledException",
                                                   "RequestLimitExceeded"};
  return status == http::status::kTooManyRequests || is_one_of(refusal.code, kCodes);
}

bool is_clock_skew(const Refusal& refusal) {
  constexpr std::array<std::string_view, 4> kCodes{"InvalidSignatureException", "RequestTimeTooSkewed",
                                                   "RequestExpired", "RequestInTheFuture"};
  return is_one_of(refusal.code, kCodes);
}

bool is_unknown_operation(const Refusal& refusal) {
  return refusal.code == "UnknownOperationException" || refusal.code.ends_with("Unsupported");
}

}  // namespace cauth::aws
