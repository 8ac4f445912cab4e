#pragma once

#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace cauth::cognito {

/// base64( HMAC-SHA256( client secret, username + client id ) ), as AWS documents SECRET_HASH.
std::string secret_hash(std::string_view username, std::string_view client_id,
                        const SecretString& client_secret);

}  // namespace cauth::cognito
