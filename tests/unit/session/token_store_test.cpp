#include "session/token_store.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

namespace cauth::session {

TEST_CASE("the store is files, or a credential helper by its name") {
  CHECK(parse_store_choice("file").helper.empty());
  CHECK(parse_store_choice("helper:pass").helper == "pass");
  CHECK(parse_store_choice("helper:ecr-login_2.0").helper == "ecr-login_2.0");
}

TEST_CASE("what names no store is refused, above all a helper in another folder") {
  for (const char* text : {"", "files", "helper", "helper:", "pass", "Helper:pass", "helper:../evil",
                           "helper:a b", "helper:/tmp/x", "helper:pass\n"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_store_choice(text), Error);
  }
}

}  // namespace cauth::session
