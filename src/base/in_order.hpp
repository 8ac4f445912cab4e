#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth {

/// Pieces of a stream, worked on by several threads, with the results in the pieces' order.
///
/// The calling thread takes pieces from `next`, so that signals find it while it waits for input. A worker
/// makes a text of one piece; it goes to `write` once all earlier ones did, while the worker goes on with
/// the next piece. There are never more than two pieces a worker in memory, and one that waits for its turn.
struct InOrder {
  using Worker = std::function<std::string(std::string_view piece)>;

  std::function<std::optional<std::string>()> next;    ///< nothing at the end
  std::function<Worker()> make_worker;                 ///< called once in each thread
  std::function<void(std::string_view result)> write;  ///< called by one thread at a time

  /// Until `next` has nothing more, or one of the functions throws: that exception comes out when all threads
  /// have ended. One worker is the calling thread itself: no thread is started then.
  void run(unsigned workers) const;
};

}  // namespace cauth
