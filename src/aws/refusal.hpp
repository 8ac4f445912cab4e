#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace cauth::aws {

/// What an answer other than 200 says, from the body `{"__type","message"}` and the header x-amzn-errortype
/// (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html, "Operation error serialization").
struct Refusal {
  std::string code;     ///< "NotAuthorizedException", without namespace; empty when the answer names none
  std::string message;  ///< the service's words, or empty
  bool is_html = false;
};

Refusal read_refusal(const http::Response& head, std::string_view body);

/// "com.amazonaws.cognito#NotAuthorizedException:http://…" without what stands around the name.
std::string bare_error_code(std::string_view text);

bool is_throttling(const Refusal& refusal, int status);
/// The request's time was not near enough to the service's.
bool is_clock_skew(const Refusal& refusal);
/// An emulator that does not know the operation.
bool is_unknown_operation(const Refusal& refusal);

}  // namespace cauth::aws
