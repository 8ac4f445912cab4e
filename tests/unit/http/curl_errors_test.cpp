#include "http/curl_errors.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

TEST_CASE("a host that is not found is named, with what to check") {
  const Error error =
      transport_error(6, "https://cognito-idp.eu-wset-1.amazonaws.com/", "Could not resolve host");
  CHECK(exit_code(error) == 6);
  CHECK(error.what_failed == "cannot find the host \"cognito-idp.eu-wset-1.amazonaws.com\"");
  CHECK(error.hint.find("region") != std::string::npos);
}

TEST_CASE("a refused connection names host and port") {
  CHECK(transport_error(7, "http://127.0.0.1:9/x", "Failed to connect").what_failed ==
        "cannot connect to \"127.0.0.1:9\"");
}

TEST_CASE("TLS failures say why without the library's names") {
  CHECK(transport_error(35, "https://localhost:8080/", "error:0A00010B:SSL routines::wrong version number")
            .what_failed == "no TLS connection to \"localhost:8080\" came about: wrong version number");
  CHECK(transport_error(60, "https://example.com/",
                        "SSL certificate problem: unable to get local issuer certificate")
            .what_failed ==
        "the certificate of \"example.com\" is not trusted: unable to get local issuer certificate");
  CHECK(transport_error(60, "https://example.com/",
                        "SSL: no alternative certificate subject name matches target host name 'example.com'")
            .what_failed ==
        "the certificate of \"example.com\" is not trusted: no alternative certificate subject name matches "
        "target host name 'example.com'");
}

TEST_CASE("a code without words of ours still says host, reason and number") {
  const Error error = transport_error(99, "https://example.com/", "Something odd.\n");
  CHECK(error.what_failed == "the request to \"example.com\" failed: something odd");
  CHECK(exit_code(error) == 99);
}

TEST_CASE("a password in the address does not get into the message") {
  CHECK(transport_error(7, "http://alice:hunter2@127.0.0.1:9/", "x").what_failed.find("hunter2") ==
        std::string::npos);
}

TEST_CASE("curl's 1 to 4 leave as wrong usage") {
  CHECK(exit_code(transport_error(3, "http://[/", "")) == 2);
}

}  // namespace cauth::http
