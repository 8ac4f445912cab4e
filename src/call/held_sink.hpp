#pragma once

#include "base/streams.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cauth::call {

/// Keeps what is written until it is known whether it is wanted. What grows larger than it may keep goes out
/// as it comes.
class HeldSink : public Sink {
 public:
  HeldSink(Sink& to, std::size_t limit_bytes) : to_(to), limit_bytes_(limit_bytes) {}

  void write(std::string_view bytes) override {
    if (!released_ && held_.size() + bytes.size() > limit_bytes_) release();
    if (released_) {
      to_.write(bytes);
    } else {
      held_ += bytes;
    }
  }
  void release() {
    released_ = true;
    if (!held_.empty()) to_.write(held_);
    held_.clear();
  }
  /// Forgets what it holds.
  void begin_anew() {
    released_ = false;
    held_.clear();
  }

 private:
  Sink& to_;
  std::size_t limit_bytes_;
  std::string held_;
  bool released_ = false;
};

}  // namespace cauth::call
