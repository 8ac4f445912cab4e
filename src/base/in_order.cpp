#include "base/in_order.hpp"

#include "base/interrupt.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace cauth {
namespace {

struct Piece {
  std::size_t number = 0;
  InOrder::Lines lines;
};

// What the threads share.
class Run {
 public:
  Run(const InOrder& what, unsigned workers) : what_(what), most_waiting_(workers) {}

  void read_all() {
    try {
      std::size_t number = 0;
      while (auto lines = what_.next()) {
        if (!give({.number = number++, .lines = *std::move(lines)})) return;
      }
    } catch (...) {
      fail(std::current_exception());
    }
    const std::lock_guard lock(mutex_);
    at_end_ = true;
    changed_.notify_all();
  }

  // A worker's whole life: no exception may leave it.
  void work() noexcept {
    try {
      const auto worker = what_.make_worker();
      while (const auto piece = take()) {
        if (!write(piece->number, worker(piece->lines))) return;
      }
    } catch (...) {
      fail(std::current_exception());
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  // These three are false, or nothing, when a thread has failed.
  bool give(Piece piece) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || waiting_.size() < most_waiting_; });
    if (failure_) return false;
    waiting_.push_back(std::move(piece));
    changed_.notify_all();
    return true;
  }

  std::optional<Piece> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || at_end_ || !waiting_.empty(); });
    if (failure_ || waiting_.empty()) return std::nullopt;
    Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return piece;
  }

  bool write(std::size_t number, std::string_view result) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return failure_ || written_ == number; });
    if (failure_) return false;
    what_.write(result);
    ++written_;
    changed_.notify_all();
    return true;
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    changed_.notify_all();
  }

  const InOrder& what_;
  const std::size_t most_waiting_;
  std::mutex mutex_;  // of all that follows
  std::condition_variable changed_;
  std::deque<Piece> waiting_;
  std::size_t written_ = 0;
  bool at_end_ = false;
  std::exception_ptr failure_;
};

}  // namespace

void InOrder::run(unsigned workers) const {
  Run run(*this, workers);
  std::vector<std::thread> threads;
  {
    const InterruptsHeld held;
    for (unsigned i = 0; i < workers; ++i) threads.emplace_back([&run] { run.work(); });
  }
  run.read_all();
  for (auto& thread : threads) thread.join();
  run.rethrow();
}

}  // namespace cauth
