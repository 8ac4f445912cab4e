#pragma once

#include "aws/credentials.hpp"
#include "base/clock.hpp"
#include "http/message.hpp"

#include <string_view>

namespace cauth::aws {

/// Adds X-Amz-Date, X-Amz-Security-Token (where there is one) and Authorization to the request: Signature
/// Version 4 over its method, path, query, host, body and all headers it has. Signing again replaces them.
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html)
void sign(http::Request& request, const Credentials& credentials, std::string_view region,
          std::string_view service, TimePoint now);

}  // namespace cauth::aws
