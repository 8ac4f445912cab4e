#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth {

/// Pieces of a stream, worked on by several threads, with the results in the pieces' order.
///
/// The calling thread takes pieces from `next`, so that signals find it while it waits for input. A worker
/// makes a text of one piece and hands that to `write` once all earlier ones were. There are never more than
/// two pieces a worker in memory.
struct InOrder {
  using Lines = std::vector<std::string>;
  using Worker = std::function<std::string(const Lines&)>;

  std::function<std::optional<Lines>()> next;          ///< nothing at the end
  std::function<Worker()> make_worker;                 ///< called once in each thread
  std::function<void(std::string_view result)> write;  ///< called by one thread at a time

  /// Until `next` has nothing more, or one of the functions throws: that exception comes out when all threads
  /// have ended.
  void run(unsigned workers) const;
};

}  // namespace cauth
