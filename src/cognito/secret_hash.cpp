#include "cognito/secret_hash.hpp"

#include "base/bytes.hpp"
#include "crypto/hash.hpp"

namespace cauth::cognito {

std::string secret_hash(std::string_view username, std::string_view client_id,
                        const SecretString& client_secret) {
  const std::string message = std::string(username).append(client_id);
  return base64_encode(crypto::octets(crypto::hmac_sha256(client_secret.reveal(), message)));
}

}  // namespace cauth::cognito
