#include "jose/jwks.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cauth::jose {
namespace {

constexpr JsonLimits kLimits = {.bytes = kLargestKeySet, .depth = 8};

// Why the member, where it is there, speaks against RS256 signatures (RFC 7517 section 4); empty when not.
std::string contradiction(const Json& jwk, std::string_view name, std::string_view wanted) {
  const auto member = jwk.find(std::string(name));
  if (member == jwk.end() || *member == Json(wanted)) return {};
  return fmt::format("its {} is {}, not \"{}\"", name, printable(json_text(*member)), wanted);
}

std::string purpose_problem(const Json& jwk) {
  if (string_member_or(jwk, "kty", "") != "RSA") return "it is not an RSA key";
  if (auto problem = contradiction(jwk, "use", "sig"); !problem.empty()) return problem;
  if (auto problem = contradiction(jwk, "alg", "RS256"); !problem.empty()) return problem;
  const auto operations = jwk.find("key_ops");
  if (operations == jwk.end()) return {};
  const bool verifies = operations->is_array() &&
                        std::find(operations->begin(), operations->end(), "verify") != operations->end();
  return verifies ? "" : "its key_ops do not have \"verify\"";
}

std::optional<std::string> number_of(const Json& jwk, std::string_view name) {
  const std::string* text = string_member(jwk, name);
  return text == nullptr ? std::nullopt : base64url_decode(*text);
}

Jwk read_key(const Json& jwk) {
  Jwk key;
  key.problem = purpose_problem(jwk);
  if (!key.problem.empty()) return key;
  const auto modulus = number_of(jwk, "n");
  const auto exponent = number_of(jwk, "e");
  if (!modulus || !exponent) {
    key.problem = "its n or e is not base64url";
    return key;
  }
  key.key = crypto::RsaPublicKey::from_components(*modulus, *exponent, key.problem);
  key.weak = !key.key;
  return key;
}

}  // namespace

KeySet KeySet::parse(std::string_view json_text) {
  const auto parsed = parse_json(json_text, kLimits);
  if (!parsed) throw usage_error("the key set is not JSON: " + parsed.problem);
  const Json& root = *parsed;
  const auto list = root.is_object() ? root.find("keys") : root.end();
  if (list == root.end() || !list->is_array()) {
    throw usage_error("the key set has no \"keys\"",
                      "a JWK set looks like {\"keys\": [{\"kty\": \"RSA\", \"kid\": …}]}");
  }
  KeySet set;
  for (const Json& jwk : *list) {
    const std::string* kid = string_member(jwk, "kid");
    // Tokens ask for a key by its kid: one without is for somebody else.
    if (kid == nullptr) continue;
    if (!set.keys_.try_emplace(*kid, read_key(jwk)).second) {
      throw usage_error(fmt::format("the key set has two keys named \"{}\"", printable(*kid)));
    }
  }
  return set;
}

const Jwk* KeySet::find(std::string_view /*issuer*/, std::string_view kid) {
  const auto found = keys_.find(kid);
  return found == keys_.end() ? nullptr : &found->second;
}

bool KeySet::usable() const {
  return std::any_of(keys_.begin(), keys_.end(),
                     [](const auto& entry) { return entry.second.key.has_value(); });
}

}  // namespace cauth::jose
