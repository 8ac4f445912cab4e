#include "call/renewal.hpp"

#include "call/perform.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <chrono>

namespace cauth::call {
namespace {

bool is_refusal(int status) {
  return status == http::status::kUnauthorized || status == http::status::kForbidden;
}

}  // namespace

bool worth_renewing(const http::Response& answer, std::string_view method, const SessionToken& token,
                    const Options& options, TimePoint now) {
  constexpr std::chrono::minutes kTooYoung{1};
  if (answer.status != http::status::kUnauthorized || options.no_renew || !token.renewable) return false;
  if (now - token.obtained < kTooYoung) return false;
  const bool changes_nothing = method == "GET" || method == "HEAD";
  return changes_nothing || answer.headers.has("WWW-Authenticate") || answer.headers.has("x-amzn-errortype");
}

std::string remark_on_refusal(const http::Response& answer, const SessionToken& token) {
  const int status = answer.status;
  if (!is_refusal(status)) return {};
  // What API Gateway says of a path or stage that it does not have, whatever token came with it.
  const auto* type = answer.headers.find("x-amzn-errortype");
  if (type != nullptr && type->starts_with("MissingAuthenticationTokenException"))
    return fmt::format("status {}: a token was sent; the API has no such path, stage or method", status);
  const bool id = token.use == jose::TokenUse::id;
  const std::string whose =
      token.whose.empty() ? "" : fmt::format(" {} {}", token.renewable ? "of" : "in", token.whose);
  return fmt::format("status {}: the {} token{} was sent; --token-use {} sends the {} token", status,
                     id ? "ID" : "access", whose, id ? "access" : "id", id ? "access" : "ID");
}

std::string remark_on_missing_token(int status, const TokenPlan& plan, std::string_view origin) {
  if (!is_refusal(status) || plan.send != TokenPlan::Send::not_named) return {};
  return fmt::format(
      "status {}: no token was sent, since the profile names other origins; --token-use id sends it to "
      "\"{}\"",
      status, origin);
}

}  // namespace cauth::call
