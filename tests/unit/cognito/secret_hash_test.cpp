#include "cognito/secret_hash.hpp"

#include <doctest/doctest.h>

namespace cauth::cognito {

// echo -n "$USERNAME$CLIENT" | openssl dgst -sha256 -hmac "$SECRET" -binary | base64
TEST_CASE("the hash is what openssl prints for the same user, client and secret") {
  CHECK(secret_hash("alice", "1example23456789", SecretString("abcdefghijklmnopqrstuvwxyz0123")) ==
        "Z1xIiPQnkvSKG6T3/ydlgfSeVqRERO/OmPTRgnYqodM=");
  CHECK(secret_hash("\xc3\xa9lise@example.com", "1example23456789",
                    SecretString("secret+with_signs0123456789")) ==
        "sQKdws+0XmLfObrXmbq7MC7uarCOeOe3h9hjhxqxosY=");
}

}  // namespace cauth::cognito
