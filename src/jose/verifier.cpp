#include "jose/verifier.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace cauth::jose {
namespace {

constexpr std::string_view kAlgorithm = "RS256";
// What GetOpenIdToken of an identity pool writes into `iss`.
constexpr std::string_view kIdentityPoolIssuer = "https://cognito-identity.amazonaws.com";
// Clocks of the service and ours may differ; a token from further ahead was made for another time.
constexpr std::chrono::seconds kIssuedAheadAllowed{60};

// Lists are short and their members quoted: "a" or "b".
std::string any_of(const std::vector<std::string>& choices) {
  std::string text;
  for (const auto& choice : choices) {
    if (!text.empty()) text += " or ";
    text += '"' + printable(choice) + '"';
  }
  return text;
}

// A member for a message: `"none"`, `5`, or `missing`.
std::string shown(const Json& object, std::string_view name) {
  const auto member = object.find(std::string(name));
  return member == object.end() ? "missing" : printable(json_text(*member));
}

// One token on its way through the rules. Each returns true, or false with the verdict set.
class Verifying {
 public:
  Verifying(const DecodedToken& token, const Policy& policy, TimePoint now, Verdict& verdict)
      : token_(token), policy_(policy), now_(now), verdict_(verdict) {}

  void run(KeySource& keys) {
    if (header_allows() && issuer_allowed() && signature_good(keys) && read_times()) check_claims();
  }

  std::vector<Verdict> all_faults(KeySource* keys) {
    std::vector<Verdict> faults;
    const auto note = [&](bool good) {
      if (!good) faults.push_back(std::exchange(verdict_, {}));
      return good;
    };
    note(header_allows());
    if (!policy_.issuers.empty()) note(issuer_allowed());
    if (keys != nullptr && faults.empty()) note(signature_good(*keys));
    const bool times_known = note(read_times());
    note(use_and_client_allowed());
    if (times_known) note(time_is_right());
    note(scope_allowed());
    note(group_allowed());
    return faults;
  }

 private:
  bool refuse(Reason reason, std::string message) {
    verdict_.reason = reason;
    verdict_.message = std::move(message);
    return false;
  }

  bool header_allows() {
    const Json& header = token_.header;
    if (string_member_or(header, "alg", "") != kAlgorithm) {
      const bool of_identity_pool = string_member_or(token_.payload, "iss", "") == kIdentityPoolIssuer;
      return refuse(
          Reason::alg_not_allowed,
          fmt::format("its alg is {}, not \"{}\"{}", shown(header, "alg"), kAlgorithm,
                      of_identity_pool ? ": it is an identity pool's token, not a user pool's" : ""));
    }
    // RFC 7515 section 4.1.11, RFC 7797: we understand no extension, so none may be critical.
    for (const std::string_view name : {"crit", "b64"}) {
      if (!header.contains(name)) continue;
      return refuse(Reason::critical_header, fmt::format("its header has \"{}\"", name));
    }
    return true;
  }

  // The issuer is not proven yet: it may only refuse, or choose among the user's own key addresses.
  bool issuer_allowed() {
    const std::string* issuer = string_member(token_.payload, "iss");
    const auto& allowed = policy_.issuers;
    if (issuer != nullptr && std::find(allowed.begin(), allowed.end(), *issuer) != allowed.end()) return true;
    return refuse(Reason::wrong_issuer,
                  fmt::format("its issuer is {}, not {}", shown(token_.payload, "iss"), any_of(allowed)));
  }

  bool signature_good(KeySource& keys) {
    const std::string* kid = string_member(token_.header, "kid");
    if (kid == nullptr) {
      return refuse(Reason::unknown_kid,
                    fmt::format("its kid is {}, so no key can be found", shown(token_.header, "kid")));
    }
    verdict_.kid = *kid;
    const Jwk* jwk = keys.find(string_member_or(token_.payload, "iss", ""), *kid);
    if (jwk == nullptr) {
      return refuse(Reason::unknown_kid, fmt::format("the key set has no key \"{}\"", printable(*kid)));
    }
    if (!jwk->key) {
      return refuse(jwk->weak ? Reason::weak_key : Reason::key_not_for_this,
                    fmt::format("the key \"{}\" cannot be used: {}", printable(*kid), jwk->problem));
    }
    if (jwk->key->verify_rs256(token_.signing_input, token_.signature)) return true;
    return refuse(Reason::bad_signature,
                  fmt::format("its signature was not made with the key \"{}\"", printable(*kid)));
  }

  bool read_time(std::string_view name, std::optional<TimePoint>& into) {
    into = time_claim(token_.payload, name);
    if (into || !token_.payload.contains(name)) return true;
    return refuse(Reason::invalid_claim, fmt::format("its {} is {}, which is no time in seconds since 1970",
                                                     name, shown(token_.payload, name)));
  }

  bool read_times() {
    if (!read_time("exp", expires_) || !read_time("nbf", not_before_) || !read_time("iat", issued_))
      return false;
    if (expires_) return true;
    return refuse(Reason::invalid_claim, "it has no exp, so it would be good forever");
  }

  bool check_claims() {
    return use_and_client_allowed() && time_is_right() && scope_allowed() && group_allowed();
  }

  bool use_and_client_allowed() {
    if (!policy_.of_user_pool && !policy_.token_use) return audience_allowed();
    const auto use = token_use_named(string_member_or(token_.payload, "token_use", ""));
    if (!use || use == TokenUse::refresh) {
      return refuse(Reason::wrong_token_use, fmt::format("its token_use is {}, not \"id\" or \"access\"",
                                                         shown(token_.payload, "token_use")));
    }
    if (policy_.token_use && use != policy_.token_use) {
      return refuse(Reason::wrong_token_use, fmt::format("it is an {} token, not an {} token", name_of(*use),
                                                         name_of(*policy_.token_use)));
    }
    return client_allowed(use == TokenUse::id ? "aud" : "client_id");
  }

  // RFC 7519 section 4.1.3: a string, or a list of them; RFC 9068 has the client beside it.
  bool audience_allowed() {
    if (policy_.any_client) return true;
    const auto is_client = [&](const Json& value) {
      const auto& allowed = policy_.clients;
      return value.is_string() &&
             std::find(allowed.begin(), allowed.end(), value.get_ref<const std::string&>()) != allowed.end();
    };
    const Json audience = token_.payload.value("aud", Json());
    if (audience.is_array() ? std::any_of(audience.begin(), audience.end(), is_client)
                            : is_client(audience)) {
      return true;
    }
    if (is_client(token_.payload.value("client_id", Json()))) return true;
    return refuse(Reason::wrong_client, fmt::format("its audience (aud) is {}, not {}",
                                                    shown(token_.payload, "aud"), any_of(policy_.clients)));
  }

  bool client_allowed(std::string_view claim) {
    if (policy_.any_client) return true;
    const std::string* client = string_member(token_.payload, claim);
    const auto& allowed = policy_.clients;
    if (client != nullptr && std::find(allowed.begin(), allowed.end(), *client) != allowed.end()) return true;
    return refuse(Reason::wrong_client, fmt::format("its client ({}) is {}, not {}", claim,
                                                    shown(token_.payload, claim), any_of(allowed)));
  }

  bool time_is_right() {
    if (now_ >= *expires_ + policy_.leeway) {
      return refuse(Reason::expired,
                    fmt::format("it {} ({})", format_expiry(*expires_, now_), format_utc(*expires_)));
    }
    if (not_before_ && *not_before_ > now_ + policy_.leeway) {
      return refuse(Reason::not_yet_valid, "it is not valid before " + format_utc(*not_before_));
    }
    if (issued_ && *issued_ > now_ + kIssuedAheadAllowed + policy_.leeway) {
      return refuse(
          Reason::issued_in_future,
          fmt::format("it was issued at {}, which is {} after the moment it is judged by",
                      format_utc(*issued_), format_duration(unix_seconds(*issued_) - unix_seconds(now_))));
    }
    return true;
  }

  bool scope_allowed() {
    if (policy_.scopes.empty()) return true;
    const std::string scopes = string_member_or(token_.payload, "scope", "");
    for (const auto scope : split_words(scopes)) {
      if (std::find(policy_.scopes.begin(), policy_.scopes.end(), scope) != policy_.scopes.end()) return true;
    }
    return refuse(Reason::missing_scope, fmt::format("its scope is {}, without {}",
                                                     shown(token_.payload, "scope"), any_of(policy_.scopes)));
  }

  bool group_allowed() {
    if (policy_.groups.empty()) return true;
    constexpr const char* kClaim = "cognito:groups";
    const Json groups = token_.payload.value(kClaim, Json::array());
    for (const auto& wanted : policy_.groups) {
      if (groups.is_array() && std::find(groups.begin(), groups.end(), wanted) != groups.end()) return true;
    }
    return refuse(Reason::missing_group, fmt::format("its groups are {}, without {}",
                                                     shown(token_.payload, kClaim), any_of(policy_.groups)));
  }

  const DecodedToken& token_;
  const Policy& policy_;
  TimePoint now_;
  Verdict& verdict_;
  std::optional<TimePoint> expires_, not_before_, issued_;
};

}  // namespace

Verification verify(std::string_view token, const Policy& policy, KeySource& keys, TimePoint now) {
  auto decoded = decode_token(token);
  Verification result{.verdict = {.reason = decoded.reason, .message = std::move(decoded.problem)},
                      .token = std::move(decoded.token)};
  if (result.token) Verifying(*result.token, policy, now, result.verdict).run(keys);
  return result;
}

std::vector<Verdict> all_faults(const DecodedToken& token, const Policy& policy, KeySource* keys,
                                TimePoint now) {
  Verdict verdict;
  return Verifying(token, policy, now, verdict).all_faults(keys);
}

}  // namespace cauth::jose
