#include "http/transport.hpp"

#include "base/error.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

TEST_CASE("a small answer is read whole, up to its limit and no further") {
  test::FakeTransport transport;
  transport.answer({.body = "12345"});
  transport.answer({.body = "123456"});
  CHECK(send_small(transport, {.url = "http://localhost/"}, 5).body == "12345");
  try {
    send_small(transport, {.url = "http://localhost/"}, 5);
    FAIL("the limit did not hold");
  } catch (const Error& error) {
    CHECK(exit_code(error) == 63);
  }
}

}  // namespace cauth::http
