#pragma once

#include "aws/json_client.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// What a member of a request is, and so how it is written on the command line.
enum class FieldType {
  text,
  secret,      ///< text that must not be seen
  boolean,     ///< --name and --no-name
  number,      ///< a whole number
  map,         ///< text to text: the AWS CLI's shorthand or JSON
  secret_map,  ///< a map that holds passwords or codes
  structure,   ///< JSON, or the shorthand where it holds texts alone
  switches,    ///< a structure of booleans: Enabled=true,PreferredMfa=false
  list,        ///< JSON, or an item a word: a text, or a structure in shorthand
};

struct Field {
  std::string_view name;  ///< "UserPoolId"
  std::string_view help;  ///< one line, lower case, no full stop
  FieldType type = FieldType::text;
  bool required = false;
};

/// Which part of a request proves the app client's secret (protocol: SECRET_HASH).
enum class ClientProof {
  none,
  parameters,     ///< SECRET_HASH in AuthParameters, for their USERNAME
  responses,      ///< SECRET_HASH in ChallengeResponses, for their USERNAME
  secret_hash,    ///< the member SecretHash, for the member Username
  client_secret,  ///< the member ClientSecret: the secret itself
};

/// One operation of the user pools API, version 2016-04-18.
struct Operation {
  std::string_view name;     ///< "InitiateAuth"
  std::string_view command;  ///< "initiate-auth", as the AWS CLI has it
  aws::Signing signing = aws::Signing::unsigned_request;
  aws::Repeat repeat = aws::Repeat::never;
  ClientProof proof = ClientProof::none;
  std::span<const Field> fields;
};

/// All that can be called by name. Each has its line in cli/commands.def.
std::span<const Operation> operations();

/// By its command's name; null when there is none.
const Operation* find_operation(std::string_view command);

/// The AWS CLI's option for a member, without dashes: "user-pool-id" for "UserPoolId".
std::string option_name(std::string_view member);

}  // namespace cauth::cognito
