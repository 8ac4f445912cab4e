#include "call/exchange.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::call {
namespace {

using explain::HeaderForm;

Exchange exchange_for(http::Request request, std::string_view url = "https://me:pw@api.example.com/a") {
  return exchange_of(request, *parse_url(url), "Authorization");
}

}  // namespace

TEST_CASE("a header's value is Bearer and a token, a token, or another scheme") {
  CHECK(read_credential("Bearer a.b.c").form == HeaderForm::bearer);
  CHECK(read_credential("bearer   a.b.c ").token->reveal() == "a.b.c");
  CHECK(read_credential("a.b.c").form == HeaderForm::raw);
  CHECK(read_credential("a.b.c").token->reveal() == "a.b.c");
  CHECK(read_credential("Basic bWU6cHc=").form == HeaderForm::other);
  CHECK_FALSE(read_credential("AWS4-HMAC-SHA256 Credential=a, Signature=b").token);
  CHECK(read_credential(" ").form == HeaderForm::none);
}

TEST_CASE("an exchange knows how the token was sent, and no password of the address") {
  http::Request request{.method = "PUT"};
  CHECK(exchange_for(request.clone()).request.form == HeaderForm::none);
  request.headers.add("authorization", "Bearer a.b.c");
  const auto exchange = exchange_for(request.clone());
  CHECK(exchange.request.method == "PUT");
  CHECK(exchange.request.form == HeaderForm::bearer);
  CHECK(exchange.request.url.text() == "https://api.example.com/a");
  http::Request basic;
  basic.basic_credentials = SecretString("me:pw");
  CHECK(exchange_for(std::move(basic)).request.form == HeaderForm::other);
  http::Request option;
  option.options.push_back(http::curl_option(*http::find_curl_option("--oauth2-bearer"), "a.b.c"));
  const auto of_option = exchange_for(std::move(option));
  CHECK(of_option.request.form == HeaderForm::bearer);
  CHECK(of_option.token->reveal() == "a.b.c");
}

TEST_CASE("of a body the beginning is kept") {
  Exchange exchange;
  exchange.add_to_body("before any head");
  CHECK_FALSE(exchange.answer);
  exchange.answer = http::SmallResponse{};
  for (int times = 0; times < 3; ++times) exchange.add_to_body(std::string(kBodyLookedAt / 2 + 1, 'x'));
  CHECK(exchange.answer->body.size() == kBodyLookedAt);
}

}  // namespace cauth::call
