#include "webauthn/client_data.hpp"

#include "base/json.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>

namespace cauth::webauthn {

std::string client_data_json(const ClientData& data) {
  // Json keeps the members in this order, which the serialization fixes.
  return json_text(
      {{"type", data.type}, {"challenge", data.challenge}, {"origin", data.origin}, {"crossOrigin", false}});
}

std::optional<ClientData> parse_client_data(std::string_view json) {
  constexpr std::size_t kLargest = std::size_t{8} * 1024;
  constexpr std::size_t kDeepest = 4;
  const ParsedJson parsed = parse_json(json, {.bytes = kLargest, .depth = kDeepest});
  if (!parsed || !(*parsed).is_object()) return std::nullopt;
  if (const auto cross = (*parsed).find("crossOrigin"); cross != (*parsed).end() && *cross != Json(false)) {
    return std::nullopt;
  }
  const std::string* type = string_member(*parsed, "type");
  const std::string* challenge = string_member(*parsed, "challenge");
  const std::string* origin = string_member(*parsed, "origin");
  if (type == nullptr || challenge == nullptr || origin == nullptr) return std::nullopt;
  return ClientData{.type = *type, .challenge = *challenge, .origin = *origin};
}

}  // namespace cauth::webauthn
