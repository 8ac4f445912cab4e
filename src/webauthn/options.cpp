#include "webauthn/options.hpp"

#include "base/bytes.hpp"
#include "webauthn/authenticator_data.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>

namespace cauth::webauthn {
namespace {

constexpr std::size_t kLargestOptions = std::size_t{64} * 1024;
constexpr std::size_t kMostCredentials = 100;
constexpr std::size_t kLongestUserId = 64;   // section 5.4.3
constexpr std::size_t kLeastChallenge = 16;  // section 13.4.3, in octets
constexpr std::size_t kLongestDomain = 253;

const Json& member(const Json& object, std::string_view name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

// A domain in its ASCII form, and no address: section 5.1.2 wants a valid domain string.
bool is_domain(std::string_view text) {
  if (text.empty() || text.size() > kLongestDomain || text.front() == '.' || text.back() == '.') return false;
  const bool is_host = std::all_of(text.begin(), text.end(), [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
           character == '-' || character == '.';
  });
  return is_host && std::any_of(text.begin(), text.end(), [](char character) { return character >= 'a'; });
}

std::optional<std::string> read_challenge(const Json& options, std::string& problem) {
  const std::string challenge = string_member_or(options, "challenge", "");
  const auto octets = base64url_decode(challenge);
  if (octets && octets->size() >= kLeastChallenge) return challenge;
  problem = "the challenge is no base64url text of 16 octets or more";
  return std::nullopt;
}

std::optional<std::vector<std::string>> read_credentials(const Json& list, std::string& problem) {
  std::vector<std::string> ids;
  if (list.is_null()) return ids;
  if (!list.is_array() || list.size() > kMostCredentials) {
    problem = "its list of credentials is none, or too long";
    return std::nullopt;
  }
  for (const auto& descriptor : list) {
    auto id = base64url_decode(string_member_or(descriptor, "id", ""));
    if (!id || id->empty() || id->size() > kLongestId) {
      problem = "a credential's id is no base64url text";
      return std::nullopt;
    }
    if (string_member_or(descriptor, "type", "") == "public-key") ids.push_back(*std::move(id));
  }
  return ids;
}

// What is not known counts as the default (section 5.8.6).
UserVerification read_user_verification(const Json& object) {
  const std::string text = string_member_or(object, "userVerification", "");
  if (text == "required") return UserVerification::required;
  return text == "discouraged" ? UserVerification::discouraged : UserVerification::preferred;
}

// An empty list means the algorithms that everybody has, ES256 among them.
bool takes_es256(const Json& parameters) {
  if (!parameters.is_array() || parameters.empty()) return true;
  return std::any_of(parameters.begin(), parameters.end(), [](const Json& parameter) {
    return string_member_or(parameter, "type", "") == "public-key" &&
           member(parameter, "alg") == Json(kEs256);
  });
}

bool read_user(const Json& user, CreationOptions& into, std::string& problem) {
  auto id = base64url_decode(string_member_or(user, "id", ""));
  if (!id || id->empty() || id->size() > kLongestUserId) {
    problem = "the user's id is no base64url text of 64 octets at most";
    return false;
  }
  into.user_id = *std::move(id);
  into.user_name = string_member_or(user, "name", "");
  return true;
}

bool check_rp_id(std::string_view rp_id, std::string& problem) {
  if (is_domain(rp_id)) return true;
  problem = "the relying party's id is no domain";
  return false;
}

}  // namespace

std::optional<CreationOptions> parse_creation_options(const Json& options, std::string& problem) {
  CreationOptions result;
  auto challenge = read_challenge(options, problem);
  if (!challenge) return std::nullopt;
  result.challenge = *std::move(challenge);
  result.rp_id = string_member_or(member(options, "rp"), "id", "");
  if (!check_rp_id(result.rp_id, problem) || !read_user(member(options, "user"), result, problem)) {
    return std::nullopt;
  }
  auto exclude = read_credentials(member(options, "excludeCredentials"), problem);
  if (!exclude) return std::nullopt;
  result.exclude = *std::move(exclude);
  result.takes_es256 = takes_es256(member(options, "pubKeyCredParams"));
  result.user_verification = read_user_verification(member(options, "authenticatorSelection"));
  result.wants_properties = member(member(options, "extensions"), "credProps") == Json(true);
  return result;
}

std::optional<RequestOptions> parse_request_options(std::string_view json, std::string& problem) {
  const ParsedJson parsed = parse_json(json, {.bytes = kLargestOptions});
  if (!parsed) {
    problem = parsed.problem;
    return std::nullopt;
  }
  RequestOptions result;
  auto challenge = read_challenge(*parsed, problem);
  if (!challenge) return std::nullopt;
  result.challenge = *std::move(challenge);
  result.rp_id = string_member_or(*parsed, "rpId", "");
  if (!check_rp_id(result.rp_id, problem)) return std::nullopt;
  auto allow = read_credentials(member(*parsed, "allowCredentials"), problem);
  if (!allow) return std::nullopt;
  result.allow = *std::move(allow);
  result.user_verification = read_user_verification(*parsed);
  return result;
}

std::string origin_of(std::string_view rp_id) {
  return "https://" + std::string(rp_id);
}

}  // namespace cauth::webauthn
