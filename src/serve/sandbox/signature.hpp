#pragma once

#include "base/clock.hpp"
#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// Checks the request's AWS Signature Version 4 against the keys that the sandbox hands out, over whichever
/// headers were signed. Error with AWS's names: MissingAuthenticationTokenException,
/// IncompleteSignatureException, UnrecognizedClientException, InvalidSignatureException.
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html)
///
/// Written apart from aws/sigv4: each is a test of the other.
void check_signature(const Request& request, const AwsKeys& keys, TimePoint now);

}  // namespace cauth::serve::sandbox
