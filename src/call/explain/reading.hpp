#pragma once

#include "call/explain/challenge_header.hpp"
#include "cognito/gateway.hpp"
#include "http/transport.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cauth::call::explain {

/// What an answer says, whatever its words: the names of answer_phrases.def.
enum class Says : std::uint8_t {
  nothing,  ///< a success, or a refusal without words that are known
  no_such_route,
  wants_signature,
  denied_by_policy,
  denied_by_authorizer,
  blocked,
  revoked,
  expired,
  not_yet_valid,
  wrong_audience,
  wrong_issuer,
  unknown_key,
  bad_signature,
  missing_scope,
  no_token,
  malformed,
  not_this_call,
  not_this_resource,
  not_this_field,
  forbidden,
  unauthorized,
};

/// An answer as a person reads it.
struct Reading {
  int status = 0;
  bool refused = false;  ///< 400 or more, or errors in a GraphQL answer that speak of authorization
  Says says = Says::nothing;
  std::string type;   ///< x-amzn-ErrorType or the GraphQL error's type: "UnauthorizedException"
  std::string words;  ///< the answer's own, for people, one line
  std::vector<ChallengeHeader> challenges;
  std::optional<cognito::Gateway> gateway;  ///< whose way of refusing it is

  /// Of the Bearer challenge; empty where there is none.
  std::string bearer_parameter(std::string_view name) const;
  bool has_bearer_challenge() const;
};

Reading read_answer(const http::SmallResponse& answer);

}  // namespace cauth::call::explain
