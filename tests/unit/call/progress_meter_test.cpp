#include "call/progress_meter.hpp"

#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace cauth::call {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("numbers of bytes take five characters, however large") {
  CHECK(five_characters(0) == "    0");
  CHECK(five_characters(99999) == "99999");
  CHECK(five_characters(100000) == "  97k");
  CHECK(five_characters(10238976) == "9999k");
  CHECK(five_characters(10240000) == " 9.7M");
  CHECK(five_characters(std::int64_t{1} << 30) == "1024M");
  CHECK(five_characters(std::int64_t{50} << 30) == "50.0G");
  CHECK(five_characters(std::int64_t{5000} << 30) == "5000G");
  CHECK(five_characters(std::int64_t{50} << 40) == "50.0T");
}

TEST_CASE("times take eight characters, however long") {
  CHECK(eight_characters(seconds(0)) == "--:--:--");
  CHECK(eight_characters(seconds(65)) == " 0:01:05");
  CHECK(eight_characters(seconds(99 * 3600)) == "99:00:00");
  CHECK(eight_characters(seconds(100 * 3600)) == "  4d 04h");
  CHECK(eight_characters(seconds(86400LL * 10000)) == "  10000d");
}

TEST_CASE("the table is written anew once a second, and whole at the end") {
  StringSink err;
  test::ManualClock clock;
  const auto meter = open_progress_table(err, clock);
  meter->on_progress({.download_total = 1000, .downloaded = 0});
  CHECK(err.text.find("% Total    % Received % Xferd  Average Speed") != std::string::npos);
  CHECK(
      err.text.ends_with("\r  0  1000    0     0    0     0      0     0 --:--:-- --:--:-- --:--:--     0"));

  clock.advance(milliseconds(900));
  err.text.clear();
  meter->on_progress({.download_total = 1000, .downloaded = 100});
  CHECK(err.text.empty());
  clock.advance(milliseconds(1100));
  meter->on_progress({.download_total = 1000, .downloaded = 500});
  CHECK(err.text == "\r 50  1000   50   500    0     0    250     0  0:00:04  0:00:02  0:00:02   250");

  clock.advance(seconds(1));
  err.text.clear();
  meter->on_progress({.download_total = 1000, .downloaded = 1000});
  meter->finish();
  CHECK(err.text.find("\r100  1000  100  1000    0     0    333     0  0:00:03  0:00:03 --:--:--") == 0);
  CHECK(err.text.ends_with("\n"));
}

TEST_CASE("the current speed is that of the last seconds") {
  StringSink err;
  test::ManualClock clock;
  const auto meter = open_progress_table(err, clock);
  std::int64_t bytes = 0;
  for (int second = 0; second < 20; ++second) {
    bytes += second < 10 ? 1000 : 0;
    err.text.clear();
    meter->on_progress({.downloaded = bytes});
    clock.advance(seconds(1));
  }
  CHECK(err.text.ends_with("    0"));
}

TEST_CASE("the bar grows to its end") {
  StringSink err;
  test::ManualClock clock;
  const auto meter = open_progress_bar(err, clock, 28);
  meter->on_progress({.download_total = 100, .downloaded = 50});
  CHECK(err.text == "\r##########            50.0%");
  clock.advance(milliseconds(50));
  meter->on_progress({.download_total = 100, .downloaded = 60});
  CHECK(err.text == "\r##########            50.0%");
  err.text.clear();
  meter->on_progress({.download_total = 100, .downloaded = 100});
  CHECK(err.text == "\r#################### 100.0%");
  meter->finish();
  CHECK(err.text.ends_with("\n"));
}

TEST_CASE("where no length is known something moves, within the line") {
  StringSink err;
  test::ManualClock clock;
  const auto meter = open_progress_bar(err, clock, 30);
  for (int i = 1; i < 100; ++i) {
    err.text.clear();
    meter->on_progress({.downloaded = i});
    CHECK(err.text.size() == 30);
    CHECK(err.text.find("-=O=-") != std::string::npos);
    clock.advance(milliseconds(100));
  }
}

TEST_CASE("a transfer that never began shows nothing") {
  StringSink err;
  test::ManualClock clock;
  open_progress_table(err, clock)->finish();
  open_progress_bar(err, clock, 80)->finish();
  CHECK(err.text.empty());
}

}  // namespace cauth::call
