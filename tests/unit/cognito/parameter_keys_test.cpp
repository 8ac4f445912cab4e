#include "cognito/parameter_keys.hpp"

#include <doctest/doctest.h>

using cauth::cognito::misspelt_key;

TEST_CASE("a known key in another spelling is told from the right one") {
  CHECK(misspelt_key("Username") == "USERNAME");
  CHECK(misspelt_key("username") == "USERNAME");
  CHECK(misspelt_key("NewPassword") == "NEW_PASSWORD");
  CHECK(misspelt_key("secret-hash") == "SECRET_HASH");
  CHECK(misspelt_key("UserAttributes.name") == "userAttributes.name");
}

TEST_CASE("right keys, and keys that none knows, pass") {
  for (const char* key : {"USERNAME", "NEW_PASSWORD", "userAttributes.custom:Team", "MY_OWN", "x", ""}) {
    CAPTURE(key);
    CHECK_FALSE(misspelt_key(key));
  }
}
