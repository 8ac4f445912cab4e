#pragma once

#include <string>
#include <string_view>

namespace cauth::aws {

/// A refusal of the service as people have it at hand.
struct ErrorText {
  std::string code;       ///< "NotAuthorizedException", or empty
  std::string operation;  ///< "InitiateAuth", or empty
  std::string message;    ///< the service's words, or empty
};

/// Out of what the AWS CLI prints ("An error occurred (CODE) when calling the OP operation: MESSAGE"), an SDK
/// ("CODE: MESSAGE"), cauth ("cauth: MESSAGE (CODE)", or its error as JSON), or of the answer's body;
/// otherwise all of it is the message. The line that counts is the first that speaks of an error.
ErrorText read_error_text(std::string_view text);

}  // namespace cauth::aws
