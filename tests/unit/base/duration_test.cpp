#include "base/duration.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace cauth {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TimePoint at(long long since_epoch) {
  return from_unix_seconds(seconds(since_epoch));
}

}  // namespace

TEST_CASE("a duration is a number with a unit, several of them, or bare seconds") {
  CHECK(parse_duration("90") == seconds(90));
  CHECK(parse_duration("0") == seconds(0));
  CHECK(parse_duration("90s") == seconds(90));
  CHECK(parse_duration("1h30m") == minutes(90));
  CHECK(parse_duration("2d") == hours(48));
  CHECK(parse_duration("500ms") == milliseconds(500));
}

TEST_CASE("what is no duration is refused") {
  for (const std::string_view text : {"", "-1", "+1", "1.5h", "h", "1x", "1h30", "1 h", " 1", "1H",
                                      "99999999999", "36601d", "4294967295", "4294967295d", "1e3"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
  CHECK(parse_duration("36600d") == hours(36600 * 24));
}

TEST_CASE("a length for people has two units at most") {
  CHECK(format_duration(seconds(0)) == "0s");
  CHECK(format_duration(seconds(45)) == "45s");
  CHECK(format_duration(seconds(90)) == "1m 30s");
  CHECK(format_duration(seconds(725)) == "12m");
  CHECK(format_duration(seconds(3900)) == "1h 5m");
  CHECK(format_duration(seconds(3605)) == "1h");
  CHECK(format_duration(hours(24 * 29 + 23) + minutes(59)) == "29d 23h");
  CHECK(format_duration(seconds(-45)) == "45s");
}

TEST_CASE("an expiry says when, before and after") {
  CHECK(format_expiry(at(1720), at(1000)) == "expires in 12m");
  CHECK(format_expiry(at(1000), at(1000)) == "expires now");
  CHECK(format_expiry(at(1000), at(1000 + 10920)) == "expired 3h 2m ago");
}

TEST_CASE("times are written as each of their readers wants them") {
  const auto when = at(1788566980);  // 2026-09-05 00:09:40 UTC, a Saturday
  CHECK(format_utc(when) == "2026-09-05 00:09:40 UTC");
  CHECK(format_rfc3339(when) == "2026-09-05T00:09:40Z");
  CHECK(format_amz_date(when) == "20260905T000940Z");
  CHECK(format_srp_timestamp(when) == "Sat Sep 5 00:09:40 UTC 2026");
  // RFC 9110 section 5.6.7
  CHECK(format_http_date(at(784111777)) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == at(784111777));
  CHECK(format_utc(at(-1)) == "1969-12-31 23:59:59 UTC");
}

TEST_CASE("an HTTP date of another form is none") {
  for (const std::string_view text :
       {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nox 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_http_date(text));
  }
}

TEST_CASE("a time is RFC 3339 or seconds since 1970") {
  // RFC 3339 section 5.8: the same instant twice
  CHECK(parse_time("1996-12-19T16:39:57-08:00") == parse_time("1996-12-20T00:39:57Z"));
  CHECK(parse_time("1985-04-12T23:20:50.52Z") == at(482196050));
  CHECK(parse_time("2026-09-05 00:09:40Z") == at(1788566980));
  CHECK(parse_time("2026-09-05T09:09:40+0900") == at(1788566980));
  CHECK(parse_time("1788566980") == at(1788566980));
  for (const std::string_view text :
       {"", "now", "2026-09-05", "2026-09-05T00:09:40", "2026-13-05T00:09:40Z", "2026-02-29T00:09:40Z",
        "2026-09-05T25:09:40Z", "2026-09-05T00:09:40+99:00", "-1", "2026-09-05T00:09:40.Zx",
        "99999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("a time beyond what the clock can hold is its last moment, not one long past") {
  CHECK(from_unix_seconds(seconds::max()) == TimePoint::max());
  CHECK(from_unix_seconds(seconds::min()) == TimePoint::min());
  CHECK(parse_time("9999-12-31T23:59:59Z") == at(253402300799));
  CHECK(format_rfc3339(at(253402300799)) == "9999-12-31T23:59:59Z");
}

}  // namespace cauth
