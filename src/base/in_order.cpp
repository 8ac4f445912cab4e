#include "base/in_order.hpp"

#include "base/interrupt.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace cauth {
namespace {

struct Piece {
  std::size_t number = 0;
  std::string text;
};

// What the threads share.
class Run {
 public:
  Run(const InOrder& what, unsigned workers) : what_(what), most_at_once_(2 * std::size_t{workers}) {}

  void read_all() {
    try {
      std::size_t number = 0;
      while (auto text = what_.next()) {
        if (!give({.number = number++, .text = *std::move(text)})) return;
      }
    } catch (...) {
      fail(std::current_exception());
    }
    const std::lock_guard lock(mutex_);
    at_end_ = true;
    given_.notify_all();
  }

  // A worker's whole life: no exception may leave it.
  void work() noexcept {
    try {
      const auto worker = what_.make_worker();
      while (const auto piece = take()) {
        if (!hand_in(piece->number, worker(piece->text))) return;
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
    room_.wait(lock, [&] { return failure_ || piece.number < written_ + most_at_once_; });
    if (failure_) return false;
    waiting_.push_back(std::move(piece));
    given_.notify_one();
    return true;
  }

  std::optional<Piece> take() {
    std::unique_lock lock(mutex_);
    given_.wait(lock, [&] { return failure_ || at_end_ || !waiting_.empty(); });
    if (failure_ || waiting_.empty()) return std::nullopt;
    Piece piece = std::move(waiting_.front());
    waiting_.pop_front();
    return piece;
  }

  // Whoever has the result that comes next writes, also what others left here meanwhile.
  bool hand_in(std::size_t number, std::string result) {
    std::unique_lock lock(mutex_);
    results_.emplace(number, std::move(result));
    if (writing_) return !failure_;
    writing_ = true;
    for (auto turn = results_.find(written_); turn != results_.end() && !failure_;
         turn = results_.find(written_)) {
      const std::string text = std::move(turn->second);
      results_.erase(turn);
      lock.unlock();
      what_.write(text);
      lock.lock();
      ++written_;
      room_.notify_one();
    }
    writing_ = false;
    return !failure_;
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    given_.notify_all();
    room_.notify_all();
  }

  const InOrder& what_;
  const std::size_t most_at_once_;
  std::mutex mutex_;                            // of all that follows
  std::condition_variable given_;               // to workers: a piece, or the end
  std::condition_variable room_;                // to the reader
  std::deque<Piece> waiting_;                   // for a worker
  std::map<std::size_t, std::string> results_;  // of pieces that wait for an earlier one
  std::size_t written_ = 0;
  bool writing_ = false;
  bool at_end_ = false;
  std::exception_ptr failure_;
};

void run_here(const InOrder& what) {
  const auto worker = what.make_worker();
  while (const auto piece = what.next()) what.write(worker(*piece));
}

}  // namespace

void InOrder::run(unsigned workers) const {
  if (workers == 1) {
    run_here(*this);
    return;
  }
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
