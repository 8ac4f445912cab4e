#include "call/sent_secrets.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::call {

TEST_CASE("credentials of the user's own are hidden wherever an answer repeats them") {
  Call call{.url = *parse_url("https://alice:url-password@api.example.com/")};
  call.headers.headers.add("Authorization", "Bearer opaque-1");
  call.headers.headers.add("X-Api-Key", "key-12345");
  call.headers.headers.add("Accept", "text/html");
  call.basic_credentials = SecretString("alice:basic-password");
  const SentSecrets secrets(call);
  CHECK(secrets.hide("got Bearer opaque-1, opaque-1, key-12345 and key-12345") ==
        "got [not shown], [not shown], [not shown] and [not shown]");
  CHECK(secrets.hide("url-password YWxpY2U6YmFzaWMtcGFzc3dvcmQ= basic-password") ==
        "[not shown] [not shown] [not shown]");
  CHECK(secrets.hide("alice takes text/html") == "alice takes text/html");
}

TEST_CASE("what looks like a token is hidden, whoever sent it") {
  const Call call{.url = *parse_url("https://api.example.com/")};
  CHECK(SentSecrets(call).hide("x eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln y") ==
        "x [40 bytes, not shown] y");
}

}  // namespace cauth::call
