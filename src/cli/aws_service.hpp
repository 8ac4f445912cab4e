#pragma once

#include <string_view>

namespace cauth::cli {

/// The word in front of an operation of the API that makes a line one of the AWS CLI's.
constexpr std::string_view kAwsService = "cognito-idp";

}  // namespace cauth::cli
