#include "call/run_parallel.hpp"

#include "base/error.hpp"
#include "call/line_parts.hpp"
#include "call/run_line.hpp"

#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace cauth::call {
namespace {

// What the transfers share may be used by one at a time.

class LockedSink : public Sink {
 public:
  LockedSink(Sink& to, std::mutex& mutex) : to_(to), mutex_(mutex) {}
  void write(std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    to_.write(bytes);
  }

 private:
  Sink& to_;
  std::mutex& mutex_;
};

class LockedTokens : public TokenSource {
 public:
  explicit LockedTokens(TokenSource& tokens) : tokens_(tokens) {}
  SessionToken get(const TokenPlan& plan) override {
    const std::lock_guard lock(mutex_);
    return tokens_.get(plan);
  }
  SessionToken renew(const SessionToken& old, const TokenPlan& plan) override {
    const std::lock_guard lock(mutex_);
    return tokens_.renew(old, plan);
  }

 private:
  TokenSource& tokens_;
  std::mutex mutex_;
};

// --fail-early: what is under way when another request has failed is broken off.
class Breaker : public http::ProgressSink {
 public:
  void on_progress(const http::Progress&) override {
    constexpr int kAborted = 42;  // CURLE_ABORTED_BY_CALLBACK
    if (!broken_) return;
    Error error(Category::transport, "broken off, since another request failed");
    error.detail = kAborted;
    throw error;
  }
  void break_off() { broken_ = true; }

 private:
  std::atomic<bool> broken_ = false;
};

class ParallelRun {
 public:
  ParallelRun(const Line& line, const CallWorld& world)
      : line_(line),
        outer_(world),
        out_(world.io.out, mutex_),
        err_(world.io.err, mutex_),
        io_{.in = world.io.in,
            .out = out_,
            .err = err_,
            .out_is_terminal = world.io.out_is_terminal,
            // Many meters on one line would be none.
            .err_is_terminal = false},
        tokens_(world.tokens),
        world_{.transport = world.transport,
               .clock = world.clock,
               .env = world.env,
               .io = io_,
               .tokens = tokens_,
               .rules = world.rules,
               .api = world.api,
               .user_agent = world.user_agent,
               .library = world.library,
               .trace = world.trace,
               .remark = [this](std::string_view text) { tell([&] { outer_.remark(text); }); },
               .report = [this](const Error& error) { tell([&] { outer_.report(error); }); },
               .disappoint = [this](const Disappointment& what) { tell([&] { outer_.disappoint(what); }); },
               .ask_password = world.ask_password,
               .explain = locked(world.explain),
               .watch = line.fail_early ? &breaker_ : nullptr,
               // Each transfer has its own end; the wait for a token, which they share, has its usual one.
               .end_by = [](TimePoint) {}},
        parts_(line, world_) {}

  int run() {
    std::vector<std::thread> workers;
    while (workers.size() < static_cast<std::size_t>(line_.parallel_most)) {
      auto next = take();
      if (!next) break;
      workers.emplace_back([this, first = std::move(*next)]() mutable { work(std::move(first)); });
    }
    for (auto& worker : workers) worker.join();
    if (failure_) std::rethrow_exception(failure_);
    return exit_;
  }

 private:
  template <class Action>
  void tell(Action action) {
    const std::lock_guard lock(mutex_);
    action();
  }

  std::function<void(Exchange)> locked(const std::function<void(Exchange)>& explain) {
    if (!explain) return nullptr;
    return [this](Exchange exchange) { tell([&] { outer_.explain(std::move(exchange)); }); };
  }

  std::optional<LineParts::Next> take() {
    const std::lock_guard lock(plan_mutex_);
    if (stopped_) return std::nullopt;
    try {
      return parts_.next();
    } catch (...) {
      // Thrown again when the others are done.
      failure_ = std::current_exception();
      stopped_ = true;
      return std::nullopt;
    }
  }

  void work(LineParts::Next first) {
    std::optional<LineParts::Next> next(std::move(first));
    while (next) {
      carry_out(std::move(*next));
      auto following = take();
      next.reset();
      if (following) next.emplace(std::move(*following));
    }
  }

  void carry_out(LineParts::Next next) {
    int exit = 0;
    std::exception_ptr failure;
    try {
      exit = run_transfer(std::move(next), line_, world_);
    } catch (...) {
      // The edge of the thread.
      failure = std::current_exception();
    }
    const std::lock_guard lock(plan_mutex_);
    // What was broken off says nothing: the first failure does.
    if (exit != 0 && !(line_.fail_early && exit_ != 0)) exit_ = exit;
    if (failure && !failure_) failure_ = failure;
    if (failure || (exit != 0 && line_.fail_early)) stopped_ = true;
    if (stopped_) breaker_.break_off();
  }

  const Line& line_;
  const CallWorld& outer_;
  std::mutex mutex_;  // of what is written
  LockedSink out_, err_;
  Streams io_;
  LockedTokens tokens_;
  Breaker breaker_;
  CallWorld world_;

  std::mutex plan_mutex_;  // of what follows
  LineParts parts_;
  bool stopped_ = false;
  int exit_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

int run_parallel(const Line& line, const CallWorld& world) {
  return ParallelRun(line, world).run();
}

}  // namespace cauth::call
