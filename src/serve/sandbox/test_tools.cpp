#include "serve/sandbox/test_tools.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/status.hpp"
#include "jose/token.hpp"
#include "serve/sandbox/signing_keys.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {
namespace {

Response bad_request(std::string_view why) {
  return json_response(http::status::kBadRequest, json_text(Json{{"message", why}}));
}

// The request as it came; a header that came twice has both values.
Response echo(const Request& request) {
  Json headers = Json::object();
  for (const auto& field : request.headers.fields()) {
    Json& value = headers[to_lower(field.first)];
    value = value.is_null() ? field.second : value.get<std::string>() + ", " + field.second;
  }
  return json_response(200, json_text(Json{{"method", request.method},
                                           {"path", request.path()},
                                           {"query", request.query()},
                                           {"headers", std::move(headers)},
                                           {"body", request.body}}) +
                                "\n");
}

int status_or(const std::optional<std::string>& text, int otherwise) {
  constexpr int kLeastStatus = 200, kMostStatus = 599;
  const auto number = text ? parse_number<int>(*text) : std::nullopt;
  return number && *number >= kLeastStatus && *number <= kMostStatus ? *number : otherwise;
}

Response redirect(const Request& request) {
  constexpr int kFound = 302;
  const auto to = request.parameter("to");
  // What is copied into a header must not begin another one.
  if (!to || to->find_first_of("\r\n") != std::string::npos) return bad_request("say where with ?to=URL");
  Response response = text_response(status_or(request.parameter("status"), kFound), "");
  response.headers.add("Location", *to);
  return response;
}

Response status_page(const Request& request, std::string_view status) {
  const int number = status_or(std::string(status), 0);
  if (number == 0) return bad_request("the status is none from 200 to 599");
  return text_response(number, fmt::format("{} {}\n", number, request.method));
}

Response slow(const Request& request) {
  constexpr std::chrono::milliseconds kLongest = std::chrono::minutes(5);
  const auto length = parse_duration(request.parameter("for").value_or("1s"));
  if (!length) return bad_request("say how long with ?for=2s");
  Response response = text_response(200, "at last\n");
  response.delay = std::min(*length, kLongest);
  return response;
}

Response html_page() {
  Response response{.body = "<!doctype html><title>Sandbox</title><p>This is no JSON.\n"};
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  return response;
}

Json messages(const State& state) {
  Json list = Json::array();
  for (const auto& message : state.outbox) {
    list.push_back({{"pool", message.pool_id},
                    {"username", message.username},
                    {"medium", message.medium},
                    {"destination", message.destination},
                    {message.what, message.secret}});
  }
  return list;
}

Response shift_clock(State& state, const Request& request) {
  constexpr std::int64_t kFurthest = 100LL * 366 * 24 * 3600;
  const ParsedJson parsed = parse_json(request.body);
  if (!parsed || !(*parsed).is_object() || !(*parsed).contains("shift_seconds") ||
      !(*parsed)["shift_seconds"].is_number_integer())
    return bad_request("send {\"shift_seconds\": NUMBER}");
  const auto shift = (*parsed)["shift_seconds"].get<std::int64_t>();
  state.clock_shift = std::chrono::seconds(std::clamp(shift, -kFurthest, kFurthest));
  return json_response(200, json_text(Json{{"now", format_rfc3339(state.now())}}) + "\n");
}

// The members of one object take the place of the other's.
bool merge(Json& into, const Json& order, const char* name) {
  const auto changed = order.find(name);
  if (changed == order.end()) return true;
  if (!changed->is_object()) return false;
  into.update(*changed);
  return true;
}

bool is_ours(const State& state, const Json& header) {
  const std::string kid = string_member_or(header, "kid", "");
  return kid == state.keys.for_id().kid || kid == state.keys.for_access().kid;
}

// A token like one of ours, with what a test wants to be otherwise: really signed, whatever it says.
Response mint(const State& state, const Request& request) {
  constexpr std::string_view kUsage = R"(send {"like": TOKEN, "header": {"kid": "x"}, "claims": {"exp": 1}})";
  const ParsedJson order = parse_json(request.body);
  const std::string* like = order ? string_member(*order, "like") : nullptr;
  const auto decoded = like == nullptr ? jose::DecodeResult() : jose::decode_token(*like);
  if (!decoded.token || !is_ours(state, decoded.token->header)) return bad_request(kUsage);
  Json header = decoded.token->header, claims = decoded.token->payload;
  if (!merge(header, *order, "header") || !merge(claims, *order, "claims")) return bad_request(kUsage);
  const bool access = string_member_or(decoded.token->payload, "token_use", "") == "access";
  const SigningKey& key = access ? state.keys.for_access() : state.keys.for_id();
  return json_response(200, json_text(Json{{"token", sign_token(key, header, claims)}}) + "\n");
}

Response order_fault(Faults& faults, const Request& request) {
  try {
    faults.order(request.body);
  } catch (const Error& error) {
    // The order came over HTTP: so does what is wrong with it.
    return bad_request(error.what_failed);
  }
  return json_response(200, "{}\n");
}

}  // namespace

std::optional<Response> serve_plain_page(const Request& request) {
  constexpr std::string_view kStatus = "/status/";
  const std::string_view path = request.path();
  if (path == "/echo" || path.starts_with("/echo/")) return echo(request);
  if (path == "/redirect") return redirect(request);
  if (path == "/slow") return slow(request);
  if (path == "/html" || path.starts_with("/html/")) return html_page();
  if (path.starts_with(kStatus)) return status_page(request, path.substr(kStatus.size()));
  return std::nullopt;
}

std::optional<Response> serve_control(State& state, Faults& faults, const Request& request) {
  const std::string_view path = request.path();
  const bool post = request.method == "POST";
  if (path == "/sandbox/health") return json_response(200, "{\"status\":\"ok\"}\n");
  if (path == "/sandbox/messages") return json_response(200, json_text(messages(state)) + "\n");
  if (path == "/sandbox/operations") return json_response(200, json_text(Json(state.calls)) + "\n");
  if (path == "/sandbox/clock" && post) return shift_clock(state, request);
  if (path == "/sandbox/mint" && post) return mint(state, request);
  if (path == "/sandbox/faults" && post) return order_fault(faults, request);
  return std::nullopt;
}

}  // namespace cauth::serve::sandbox
