#include "call/progress_meter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cauth::call {
namespace {

using std::chrono::seconds;

constexpr std::string_view kHeading =
    "  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
    "                                 Dload  Upload   Total   Spent    Left  Speed\n";

int percent(std::int64_t part, std::int64_t whole) {
  constexpr double kAll = 100;
  return whole > 0 ? static_cast<int>(kAll * static_cast<double>(part) / static_cast<double>(whole)) : 0;
}

std::int64_t per_second(std::int64_t bytes, TimePoint::duration time) {
  const double length = std::chrono::duration<double>(time).count();
  return length > 0 ? static_cast<std::int64_t>(static_cast<double>(bytes) / length) : 0;
}

// How long all of it takes at this speed; 0 where that is not known.
seconds time_for(std::int64_t total, std::int64_t speed) {
  return seconds(total > 0 && speed > 0 ? total / speed : 0);
}

class ProgressTable : public ProgressMeter {
 public:
  ProgressTable(Sink& err, Clock& clock) : err_(err), clock_(clock) {}

  void on_progress(const http::Progress& progress) override {
    last_ = progress;
    const TimePoint now = clock_.now();
    if (!begun_) {
      begun_ = now;
      err_.write(kHeading);
    } else if (now - shown_ < seconds(1)) {
      return;
    }
    show(now);
  }

  void finish() override {
    if (!begun_) return;
    show(clock_.now());
    err_.write("\n");
  }

 private:
  struct Moment {
    TimePoint when;
    std::int64_t bytes = 0;
  };

  // Over the last seconds, so that it says what happens now.
  std::int64_t current_speed(TimePoint now) {
    const std::int64_t bytes = last_.downloaded + last_.uploaded;
    const Moment oldest = count_ < moments_.size() ? moments_[0] : moments_[count_ % moments_.size()];
    const Moment since = count_ == 0 ? Moment{*begun_, 0} : oldest;
    moments_[count_++ % moments_.size()] = {now, bytes};
    return per_second(bytes - since.bytes, now - since.when);
  }

  void show(TimePoint now) {
    shown_ = now;
    const auto spent = now - *begun_;
    const std::int64_t down = per_second(last_.downloaded, spent), up = per_second(last_.uploaded, spent);
    const std::int64_t total = last_.download_total + last_.upload_total;
    const seconds whole = std::max(time_for(last_.download_total, down), time_for(last_.upload_total, up));
    const seconds passed = std::chrono::duration_cast<seconds>(spent);
    const seconds left = whole > passed ? whole - passed : seconds(0);
    print(err_, "\r{:3} {}  {:3} {}  {:3} {}  {} {} {} {} {} {}",
          percent(last_.downloaded + last_.uploaded, total), five_characters(total),
          percent(last_.downloaded, last_.download_total), five_characters(last_.downloaded),
          percent(last_.uploaded, last_.upload_total), five_characters(last_.uploaded), five_characters(down),
          five_characters(up), eight_characters(whole), eight_characters(passed), eight_characters(left),
          five_characters(current_speed(now)));
  }

  Sink& err_;
  Clock& clock_;
  std::optional<TimePoint> begun_;
  TimePoint shown_;
  http::Progress last_;
  static constexpr std::size_t kSecondsLookedBack = 5;
  std::array<Moment, kSecondsLookedBack> moments_{};
  std::size_t count_ = 0;
};

}  // namespace

std::string five_characters(std::int64_t bytes) {
  constexpr std::int64_t kMostDigits = 100000;
  constexpr std::int64_t kStep = 1024;
  constexpr std::int64_t kWithTenths = 100;
  constexpr std::int64_t kWhole = 10000;
  if (bytes < kMostDigits) return fmt::format("{:5}", bytes);
  std::int64_t smaller = bytes;
  for (const char unit : {'k', 'M', 'G', 'T'}) {
    const std::int64_t rest = smaller % kStep;
    smaller /= kStep;
    if (unit != 'k' && smaller < kWithTenths)
      return fmt::format("{:2}.{}{}", smaller, rest * 10 / kStep, unit);
    if (smaller < kWhole) return fmt::format("{:4}{}", smaller, unit);
  }
  return fmt::format("{:4}P", smaller / kStep);
}

std::string eight_characters(seconds length) {
  constexpr int kMostHours = 99;
  constexpr int kMostDays = 999;
  if (length.count() <= 0) return "--:--:--";
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(length);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(length - hours);
  if (hours.count() <= kMostHours)
    return fmt::format("{:2}:{:02}:{:02}", hours.count(), minutes.count(),
                       (length - hours - minutes).count());
  const auto days = std::chrono::duration_cast<std::chrono::days>(length);
  if (days.count() <= kMostDays) return fmt::format("{:3}d {:02}h", days.count(), (hours - days).count());
  return fmt::format("{:7}d", days.count());
}

std::unique_ptr<ProgressMeter> open_progress_table(Sink& err, Clock& clock) {
  return std::make_unique<ProgressTable>(err, clock);
}

}  // namespace cauth::call
