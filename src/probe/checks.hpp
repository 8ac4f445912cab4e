#pragma once

#include "base/secret.hpp"
#include "crypto/rsa.hpp"
#include "jose/token.hpp"
#include "jose/tokens.hpp"
#include "probe/answer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::probe {

/// A token to send, or why there is none to send, for people.
struct Supply {
  std::optional<SecretString> token;
  std::string missing;

  static Supply of(SecretString token);
  static Supply none(std::string why);
  Supply clone() const;
};

/// A really signed token that lacks what the endpoint wants.
struct Lacking {
  std::string what;  ///< "scope orders/read"
  Supply supply;
};

/// What there is to probe with.
struct Material {
  jose::DecodedToken good;  ///< points into `good_text`
  SecretString good_text;
  jose::TokenUse use = jose::TokenUse::id;
  Supply other_kind;    ///< of the same session
  Supply expired;       ///< of the same kind
  Supply unknown_kid;   ///< signed with the pool's key, under a kid that the key set has not
  Supply other_pool;    ///< of another issuer
  Supply other_client;  ///< of the same issuer
  std::vector<Lacking> lacking;
  std::optional<crypto::RsaPublicKey> key;  ///< that signed the good one
  std::string key_missing;                  ///< why there is none
};

/// How bad it is when the wrong token is let in.
enum class Severity : std::uint8_t { low, medium, high, critical };
/// "low", "medium", "high", "critical".
std::string_view name_of(Severity severity);

enum class Expected : std::uint8_t {
  let_in,
  refused,
  either,  ///< services of AWS differ, or take it on purpose: a note when it is let in
};

/// How the token stands in its header.
enum class Form : std::uint8_t {
  usual,
  other,   ///< without Bearer where it is usual, and the other way round
  absent,  ///< no header at all
};

/// One request to make, and what should come of it.
struct Check {
  std::string id;     ///< "alg-none": stable, for scripts
  std::string title;  ///< "alg none, unsigned"
  Expected expected = Expected::refused;
  Severity severity = Severity::critical;
  std::string_view meaning;  ///< what it says about the API when it comes out wrong
  std::string_view hint;
  Form form = Form::usual;
  Supply supply;
};

/// What an endpoint is held to.
struct CheckRules {
  Consumer consumer = Consumer::own;
  bool strict = false;  ///< what is a note otherwise is a finding
  std::vector<std::string> scopes =
      {};  ///< that its users need; decides which kind of token a REST API takes
};

/// The ids of the first and the last check: both send the good token.
constexpr std::string_view kGoodToken = "good-token", kGoodTokenAgain = "good-token-again";

/// All requests, in the order they are made.
std::vector<Check> plan_checks(const Material& material, const CheckRules& rules);

}  // namespace cauth::probe
