#include "cognito/clock_check.hpp"

#include <doctest/doctest.h>

namespace cauth::cognito {

TEST_CASE("clocks that are minutes apart are named, with how far and which way") {
  using std::chrono::minutes;
  using std::chrono::seconds;
  CHECK(hint_for_clock(std::nullopt).empty());
  CHECK(hint_for_clock(seconds(0)).empty());
  CHECK(hint_for_clock(minutes(-3)).empty());
  CHECK(hint_for_clock(seconds(427)).starts_with("this machine's clock is 7m behind the service's, "));
  CHECK(hint_for_clock(minutes(-125)).starts_with("this machine's clock is 2h 5m ahead of the service's, "));
}

}  // namespace cauth::cognito
