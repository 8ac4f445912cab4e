#pragma once

#include "base/json.hpp"
#include "cognito/api.hpp"
#include "cognito/operations.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// What was typed for one API operation.
struct TypedRequest {
  std::map<std::string_view, std::string> texts;             ///< by member, as typed
  std::map<std::string_view, std::optional<bool>> switches;  ///< booleans by member
  std::vector<std::string> more_items;                       ///< words after the first of a list
  std::optional<std::string> input_json;                     ///< --cli-input-json
};

/// The request: the members of --cli-input-json, and over them those that have an option. Error{usage},
/// naming the option, for what cannot be read, a member that the operation does not have, and a key of
/// AuthParameters or ChallengeResponses that the service would not take ("the key is USERNAME").
WipedJson build_request(const cognito::Operation& operation, const TypedRequest& typed);

/// Error{usage} naming every option that is still missing.
void check_required(const cognito::Operation& operation, const Json& body);

/// Adds what proves the client's secret, where the request does not say it itself. `refresh_username`: whose
/// refresh token it is, where that is sent; its hash is left out when the name is not known.
void add_client_proof(Json& body, cognito::ClientProof proof, const cognito::AppClient& client,
                      const std::optional<std::string>& refresh_username);

/// Does a secret stand on the line itself? Not behind file://.
bool has_typed_secret(const cognito::Operation& operation, const TypedRequest& typed);

}  // namespace cauth::cli
