#include "oauth/authorize.hpp"

#include "base/form.hpp"
#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace cauth::oauth {

TEST_CASE("the code challenge is that of RFC 7636 appendix B") {
  CHECK(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST_CASE("every sign-in has a state, a nonce and a verifier of its own") {
  test::FixedRandom random;
  const Proof first = make_proof(random);
  const Proof second = make_proof(random);
  // RFC 7636 section 4.1: 43 to 128 unreserved characters.
  CHECK(first.verifier.size() == 43);
  CHECK(first.verifier.reveal().find_first_not_of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~") == std::string_view::npos);
  CHECK(first.state != first.nonce);
  CHECK(first.state != first.verifier.reveal());
  CHECK(first.state != second.state);
  CHECK(first.nonce != second.nonce);
  CHECK(first.verifier.reveal() != second.verifier.reveal());
}

TEST_CASE("the address for the browser asks for a code with PKCE, and says no more than it must") {
  const std::string url = authorize_url("https://shop.auth.eu-west-1.amazoncognito.com",
                                        {.client_id = "client",
                                         .redirect_uri = "http://localhost:8484/callback",
                                         .state = "s t",
                                         .nonce = "n",
                                         .code_challenge = "c"});
  CHECK(url ==
        "https://shop.auth.eu-west-1.amazoncognito.com/oauth2/authorize?response_type=code&client_id=client"
        "&redirect_uri=http%3A%2F%2Flocalhost%3A8484%2Fcallback&state=s%20t&nonce=n&code_challenge=c"
        "&code_challenge_method=S256");
}

TEST_CASE("what is asked for besides stands in the address") {
  const std::string url = authorize_url("https://x", {.client_id = "client",
                                                      .redirect_uri = "http://localhost/",
                                                      .scopes = "openid orders/read",
                                                      .identity_provider = "My & Own",
                                                      .login_hint = "alice@example.com",
                                                      .prompt = "login",
                                                      .language = "de"});
  const std::string_view query = std::string_view(url).substr(url.find('?') + 1);
  CHECK(form_value(query, "scope") == "openid orders/read");
  CHECK(form_value(query, "identity_provider") == "My & Own");
  CHECK(form_value(query, "login_hint") == "alice@example.com");
  CHECK(form_value(query, "prompt") == "login");
  CHECK(form_value(query, "lang") == "de");
}

TEST_CASE("signing out in the browser names the client and where to come back") {
  CHECK(logout_url("https://x", "client", "http://localhost:8484/logout") ==
        "https://x/logout?client_id=client&logout_uri=http%3A%2F%2Flocalhost%3A8484%2Flogout");
}

}  // namespace cauth::oauth
