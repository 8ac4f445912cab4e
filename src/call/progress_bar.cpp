#include "call/progress_meter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace cauth::call {
namespace {

constexpr std::chrono::milliseconds kBetween{100};

class ProgressBar : public ProgressMeter {
 public:
  ProgressBar(Sink& err, Clock& clock, int columns, std::int64_t resumed)
      : err_(err), clock_(clock), columns_(columns), resumed_(resumed) {}

  void on_progress(const http::Progress& progress) override {
    const std::int64_t total = progress.download_total + progress.upload_total;
    const std::int64_t done = progress.downloaded + progress.uploaded;
    const bool new_end = total > 0 && done >= total && done != done_;
    total_ = total;
    done_ = done;
    const TimePoint now = clock_.now();
    if (shown_ && !new_end && now - *shown_ < kBetween) return;
    shown_ = now;
    show();
  }

  void finish() override {
    if (!shown_) return;
    if (total_ > 0) show_bar();
    err_.write("\n");
  }

 private:
  void show() {
    if (total_ > 0) {
      show_bar();
    } else if (done_ > 0) {
      show_movement();
    }
  }

  void show_bar() {
    constexpr int kRoomForNumber = 8;  // " 100.0%" and the last column
    const double part =
        std::min(1.0, static_cast<double>(resumed_ + done_) / static_cast<double>(resumed_ + total_));
    const auto width = static_cast<std::size_t>(columns_ - kRoomForNumber);
    const auto length = static_cast<std::size_t>(part * static_cast<double>(width));
    print(err_, "\r{:<{}} {:5.1f}%", std::string(length, '#'), width, part * 100);
  }

  // Goes to and fro while bytes come and nobody knows how many there will be.
  void show_movement() {
    constexpr std::string_view kMark = "-=O=-";
    const auto room = static_cast<std::size_t>(columns_) - kMark.size() - 1;
    const std::size_t step = moves_++ % (2 * room);
    const std::size_t at = step < room ? step : 2 * room - step;
    print(err_, "\r{:<{}}{}{:<{}}", "", at, kMark, "", room - at);
  }

  Sink& err_;
  Clock& clock_;
  int columns_;
  std::int64_t resumed_;
  std::int64_t total_ = 0, done_ = 0;
  std::optional<TimePoint> shown_;
  std::size_t moves_ = 0;
};

}  // namespace

std::unique_ptr<ProgressMeter> open_progress_bar(Sink& err, Clock& clock, int columns, std::int64_t resumed) {
  return std::make_unique<ProgressBar>(err, clock, columns, resumed);
}

}  // namespace cauth::call
