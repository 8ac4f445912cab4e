#include "probe/checks.hpp"

#include "cognito/gateway.hpp"
#include "jose/policy.hpp"
#include "probe/forge.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace cauth::probe {
namespace {

constexpr std::string_view kForgery = "anybody can write a token for any user";
constexpr std::string_view kVerifyHint =
    "verify the signature with the pool's keys and RS256 alone: a library such as aws-jwt-verify, or a "
    "gateway's own authorizer, does it";

// What the service's own rules are, where it is a service with some.
jose::Policy policy_of(const CheckRules& rules) {
  jose::Policy policy{.issuers = {}, .scopes = rules.scopes};
  if (const auto gateway = cognito::gateway_named(name_of(rules.consumer)))
    cognito::apply(*gateway, policy, false);
  return policy;
}

// Builds the list: a function for each group of rows.
class Plan {
 public:
  Plan(const Material& material, const CheckRules& rules)
      : material_(material), rules_(rules), policy_(policy_of(rules)) {}

  std::vector<Check> make() {
    add_good(std::string(kGoodToken), "good token");
    add_no_token();
    add_tampered();
    add_unsigned();
    add_hmac();
    add_embedded_key();
    add_unknown_kid();
    add_expired();
    add_others();
    add_lacking();
    add_forms();
    // What began to refuse everything meanwhile would look like an authorizer without a fault.
    add_good(std::string(kGoodTokenAgain), "good token, once more");
    return std::move(checks_);
  }

 private:
  void add(Check check) { checks_.push_back(std::move(check)); }

  void add_good(std::string id, std::string title) {
    add({.id = std::move(id),
         .title = std::move(title),
         .expected = Expected::let_in,
         .severity = Severity::high,
         .meaning = {},
         .hint = {},
         .supply = Supply::of(material_.good_text.clone())});
  }

  void add_no_token() {
    add({.id = "no-token",
         .title = "no token",
         .meaning = "the endpoint is open to everybody",
         .hint = "has the method or route an authorizer, and is it deployed?",
         .form = Form::absent});
    add({.id = "garbage",
         .title = "garbage for a token",
         .meaning = "whatever stands in the header is taken",
         .hint = kVerifyHint,
         .supply = Supply::of(SecretString("garbage"))});
  }

  void add_tampered() {
    const auto forged = [&](std::string id, std::string title, SecretString token) {
      add({.id = std::move(id),
           .title = std::move(title),
           .meaning = kForgery,
           .hint = kVerifyHint,
           .supply = Supply::of(std::move(token))});
    };
    forged("tampered-signature", "signature changed", with_broken_signature(material_.good));
    forged("tampered-claims", "claims changed", with_changed_claims(material_.good));
    forged("tampered-kid", "kid changed", with_changed_kid(material_.good));
  }

  // Libraries that compared "none" in one spelling took the others.
  void add_unsigned() {
    for (const std::string_view alg : {"none", "None", "NONE", "nOnE"}) {
      add({.id = fmt::format("alg-{}", alg),
           .title = fmt::format("alg {}, unsigned", alg),
           .meaning = kForgery,
           .hint = "allow RS256 alone, whatever the token's header says",
           .supply = Supply::of(without_signature(material_.good, alg))});
    }
  }

  void add_hmac() {
    using Secret = std::string (*)(const crypto::RsaPublicKey&);
    struct Row {
      std::string_view id, form;
      Secret secret;
    };
    static constexpr std::array<Row, 3> kRows = {
        {{"hs256-pem", "PEM", [](const crypto::RsaPublicKey& key) { return key.pem(); }},
         {"hs256-pem-trimmed", "PEM without its line end",
          [](const crypto::RsaPublicKey& key) {
            std::string pem = key.pem();
            pem.pop_back();
            return pem;
          }},
         {"hs256-der", "DER", [](const crypto::RsaPublicKey& key) { return key.der(); }}}};
    for (const Row& row : kRows) {
      add({.id = std::string(row.id),
           .title = fmt::format("HS256 with the public key, {}", row.form),
           .meaning = "anybody can sign a token with the public key, which is no secret",
           .hint =
               "allow RS256 alone: the key's type must decide about the algorithm, not the token's header",
           .supply = material_.key ? Supply::of(signed_by_hmac(material_.good, row.secret(*material_.key)))
                                   : Supply::none(material_.key_missing)});
    }
  }

  void add_embedded_key() {
    add({.id = "embedded-key",
         .title = "signed with a key that the token brings along",
         .meaning = "anybody can write a token for any user, and its key with it",
         .hint = "take keys from the pool's key set alone, never from the header's jwk, jku, x5c or x5u",
         .supply = Supply::of(with_embedded_key(material_.good, crypto::RsaPrivateKey::generate()))});
  }

  void add_unknown_kid() {
    add({.id = "unknown-kid",
         .title = "unknown kid, pool's key",
         .severity = Severity::low,
         .meaning = "the kid is ignored: a key that the pool has withdrawn would go on being tried",
         .hint = "look the key up by the token's kid, and refuse a kid that the key set has not",
         .supply = material_.unknown_kid.clone()});
  }

  void add_expired() {
    const bool caches = rules_.consumer == Consumer::apigw_rest;
    add({.id = "expired",
         .title = "expired token",
         .severity = Severity::high,
         .meaning = "a token that was stolen or logged once is good forever",
         .hint = caches ? "a REST API's authorizer keeps its answers for 300 s unless told otherwise "
                          "(authorizerResultTtlInSeconds): a token used shortly before its end is let in so "
                          "long; probe again after that, or set it to 0"
                        : "check exp against the time, with a leeway of a minute or two at most",
         .supply = material_.expired.clone()});
  }

  void add_others() {
    add({.id = "other-kind",
         .title = material_.use == jose::TokenUse::id ? "access token instead" : "ID token instead",
         .expected = policy_.token_use ? Expected::refused : strictly(),
         .severity = Severity::medium,
         .meaning = "both kinds of token are taken, and mean different things",
         .hint = "check token_use: \"access\" for what a client may do, \"id\" for who the user is",
         .supply = material_.other_kind.clone()});
    add({.id = "other-pool",
         .title = "another pool's token",
         .meaning = "whoever has a user pool of their own can sign in here",
         .hint = "check iss, and take keys from your own pool alone",
         .supply = material_.other_pool.clone()});
    add({.id = "other-client",
         .title = "another app client's token",
         .expected = policy_.any_client ? strictly() : Expected::refused,
         .severity = Severity::medium,
         .meaning = "tokens of every app client of the pool are taken",
         .hint = "check aud of ID tokens and client_id of access tokens",
         .supply = material_.other_client.clone()});
  }

  void add_lacking() {
    for (const auto& lacking : material_.lacking) {
      std::string id = "missing-" + lacking.what;
      id.replace(id.find(' '), 1, "-");
      add({.id = std::move(id),
           .title = "without " + lacking.what,
           .severity = Severity::high,
           .meaning = "who may not do this can do it",
           .hint = "check scope or cognito:groups, or give the authorizer the scopes it has to ask for",
           .supply = lacking.supply.clone()});
    }
  }

  void add_forms() {
    add({.id = "other-form",
         .title = "good token in the other form of header",
         .expected = strictly(),
         .severity = Severity::low,
         .meaning = "the token is taken with and without Bearer",
         .hint = "RFC 6750 has it behind Bearer alone",
         .form = Form::other,
         .supply = Supply::of(material_.good_text.clone())});
  }

  Expected strictly() const { return rules_.strict ? Expected::refused : Expected::either; }

  const Material& material_;
  const CheckRules& rules_;
  jose::Policy policy_;
  std::vector<Check> checks_;
};

}  // namespace

Supply Supply::of(SecretString token) {
  return {.token = std::move(token), .missing = {}};
}

Supply Supply::none(std::string why) {
  return {.token = {}, .missing = std::move(why)};
}

Supply Supply::clone() const {
  return {.token = token ? std::optional(token->clone()) : std::nullopt, .missing = missing};
}

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::low: return "low";
    case Severity::medium: return "medium";
    case Severity::high: return "high";
    case Severity::critical: return "critical";
  }
  return "";
}

std::vector<Check> plan_checks(const Material& material, const CheckRules& rules) {
  return Plan(material, rules).make();
}

}  // namespace cauth::probe
