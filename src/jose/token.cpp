#include "jose/token.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace cauth::jose {
namespace {

constexpr std::size_t kJwsParts = 3;  // RFC 7515 section 3.1
constexpr std::size_t kJweParts = 5;  // RFC 7516 section 3.1
constexpr double kLatestTime = 1e11;  // larger ones are milliseconds

DecodeResult refused(Reason reason, std::string problem) {
  return {.reason = reason, .problem = std::move(problem)};
}

// A part that is the base64url of one JSON object: its text and value. Otherwise `problem` says why not.
bool decode_object(std::string_view part, std::string_view name, std::string& text, Json& value,
                   std::string& problem) {
  auto decoded = base64url_decode(part);
  if (!decoded) {
    problem = fmt::format("its {} is not base64url", name);
    return false;
  }
  auto parsed = parse_json(*decoded);
  if (!parsed) {
    problem = fmt::format("its {} is not JSON: {}", name, parsed.problem);
    return false;
  }
  if (!(*parsed).is_object()) {
    problem = fmt::format("its {} is not a JSON object", name);
    return false;
  }
  text = std::move(*decoded);
  value = std::move(*parsed);
  return true;
}

DecodeResult decode_encrypted(std::string_view header_part) {
  std::string text, problem;
  Json header;
  if (!decode_object(header_part, "header", text, header, problem))
    return refused(Reason::malformed, problem);
  if (!header.contains("enc")) return refused(Reason::malformed, "it has 5 parts, but is not encrypted");
  return {.reason = Reason::encrypted_token,
          .problem = "it is encrypted, as Cognito's refresh tokens are: only Cognito can read it",
          .encrypted_header = std::move(header)};
}

}  // namespace

DecodeResult decode_token(std::string_view text) {
  if (text.size() > kLargestToken) {
    return refused(Reason::too_large,
                   fmt::format("it has {} bytes, more than {}", text.size(), kLargestToken));
  }
  const auto parts = split(text, '.');
  if (parts.size() == kJweParts) return decode_encrypted(parts[0]);
  if (parts.size() != kJwsParts) {
    return refused(Reason::malformed,
                   fmt::format("it has {} part{}, not 3", parts.size(), parts.size() == 1 ? "" : "s"));
  }
  for (const auto part : parts) {
    if (part.empty()) return refused(Reason::malformed, "one of its parts is empty");
  }
  DecodedToken token;
  std::string problem;
  if (!decode_object(parts[0], "header", token.header_text, token.header, problem) ||
      !decode_object(parts[1], "payload", token.payload_text, token.payload, problem)) {
    return refused(Reason::malformed, std::move(problem));
  }
  auto signature = base64url_decode(parts[2]);
  if (!signature) return refused(Reason::malformed, "its signature is not base64url");
  token.signature = std::move(*signature);
  token.signing_input = text.substr(0, parts[0].size() + 1 + parts[1].size());
  return {.token = std::move(token)};
}

std::optional<TimePoint> time_claim(const Json& payload, std::string_view name) {
  const auto claim = payload.find(std::string(name));
  if (claim == payload.end() || !claim->is_number()) return std::nullopt;
  return numeric_date(claim->get<double>());
}

std::optional<TimePoint> numeric_date(double seconds) {
  if (seconds < 0 || seconds > kLatestTime) return std::nullopt;
  return TimePoint(std::chrono::microseconds(static_cast<std::int64_t>(seconds * 1e6 + 0.5)));
}

}  // namespace cauth::jose
