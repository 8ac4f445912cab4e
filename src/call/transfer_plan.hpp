#pragma once

#include "call/globbing.hpp"
#include "call/options.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// One request to be made: an address, and the files that belong to it.
struct PlannedTransfer {
  std::size_t group = 0;              ///< in Line::groups
  std::size_t place = 0;              ///< which of the line's addresses it came from, from 0: %{urlnum}
  std::string url;                    ///< patterns filled in
  std::optional<std::string> output;  ///< of -o, #1 … filled in
  bool remote_name = false;           ///< of -O
  std::optional<std::string> upload;  ///< of -T
};

/// The requests that a line asks for, one after another, made when they are asked for: a pattern may stand
/// for more than fit into memory.
class TransferPlan {
 public:
  /// `remark` gets one line when there are more names of files than addresses. `line` outlives it.
  TransferPlan(const Line& line, std::function<void(std::string_view)> remark)
      : line_(line), remark_(std::move(remark)) {}

  /// Nothing: that was all. Error{usage} for a group without an address, Error{transport, 3} for a pattern
  /// that is none.
  std::optional<PlannedTransfer> next();

 private:
  const Options& group() const { return line_.groups[group_]; }
  bool begin_place();
  void advance();
  PlannedTransfer current() const;

  const Line& line_;
  std::function<void(std::string_view)> remark_;
  std::size_t group_ = 0, place_ = 0;   // what comes next
  std::size_t number_ = 0;              // of the place in the line
  std::optional<Glob> urls_, uploads_;  // of the place; nothing before its first request
  bool remarked_ = false;
};

}  // namespace cauth::call
