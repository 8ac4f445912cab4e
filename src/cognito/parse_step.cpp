#include "cognito/api.hpp"
#include "jose/token.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <utility>

namespace cauth::cognito {
namespace {

// Longer than any token's life, short enough to add to any time.
constexpr std::int64_t kLongestLifeSeconds = std::int64_t{10} * 365 * 24 * 3600;

const Json* object_member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

Challenge parse_challenge(const Json& answer, const std::string& name) {
  Challenge challenge;
  challenge.name = name;
  challenge.session = SecretString(string_member_or(answer, "Session", ""));
  if (const Json* parameters = object_member(answer, "ChallengeParameters")) {
    for (const auto& [key, value] : parameters->items()) {
      const auto* text = value.get_ptr<const Json::string_t*>();
      challenge.parameters[key] = text != nullptr ? *text : json_text(value);
    }
  }
  if (const auto found = answer.find("AvailableChallenges"); found != answer.end()) {
    for (const auto& item : *found) {
      if (item.is_string()) challenge.available.push_back(item.get<std::string>());
    }
  }
  return challenge;
}

// Its own `exp`, since ID and access token may live differently long. ExpiresIn is for one that cannot be
// read.
TimePoint expiry_of(std::string_view token, const Json& result, TimePoint now) {
  const jose::DecodeResult decoded = jose::decode_token(token);
  if (decoded.token) {
    if (const auto expires = jose::time_claim(decoded.token->payload, "exp")) return *expires;
  }
  const auto expires_in = result.find("ExpiresIn");
  if (expires_in == result.end() || !expires_in->is_number_integer()) return now;
  const auto seconds = expires_in->get<std::int64_t>();
  if (seconds < 0 || seconds > kLongestLifeSeconds)
    throw strange_answer("\"ExpiresIn\" is no life of a token");
  return now + std::chrono::seconds(seconds);
}

std::optional<jose::Token> parse_token(const Json& result, const char* name, TimePoint now) {
  const std::string* text = string_member(result, name);
  if (text == nullptr || text->empty()) return std::nullopt;
  return jose::Token{.text = SecretString(*text), .expires = expiry_of(*text, result, now)};
}

std::optional<NewDevice> parse_device(const Json& result) {
  const Json* device = object_member(result, "NewDeviceMetadata");
  if (device == nullptr) return std::nullopt;
  return NewDevice{.key = string_member_or(*device, "DeviceKey", ""),
                   .group_key = string_member_or(*device, "DeviceGroupKey", "")};
}

SignedIn parse_signed_in(const Json& result, TimePoint now) {
  SignedIn signed_in;
  signed_in.tokens.id = parse_token(result, "IdToken", now);
  signed_in.tokens.access = parse_token(result, "AccessToken", now);
  if (const std::string* refresh = string_member(result, "RefreshToken"); refresh != nullptr) {
    signed_in.tokens.refresh = SecretString(*refresh);
  }
  signed_in.tokens.obtained = now;
  signed_in.device = parse_device(result);
  if (!signed_in.tokens.id && !signed_in.tokens.access) throw strange_answer("it holds no token");
  return signed_in;
}

}  // namespace

Step parse_step(const Json& answer, TimePoint now) {
  if (!answer.is_object()) throw strange_answer("it is no JSON object");
  if (const std::string* name = string_member(answer, "ChallengeName"); name != nullptr && !name->empty()) {
    return parse_challenge(answer, *name);
  }
  const Json* result = object_member(answer, "AuthenticationResult");
  if (result == nullptr) throw strange_answer("it holds neither a challenge nor tokens");
  return parse_signed_in(*result, now);
}

}  // namespace cauth::cognito
