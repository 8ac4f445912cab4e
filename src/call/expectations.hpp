#pragma once

#include "call/header_expectation.hpp"
#include "call/json_expectation.hpp"
#include "call/status_list.hpp"
#include "http/message.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// What the --expect-… options say of the last answer of a request.
struct Expectations {
  StatusList status;
  std::vector<HeaderExpectation> headers;
  std::vector<JsonExpectation> json;
  std::vector<std::string> contained;  ///< texts, in the body
  std::optional<std::chrono::milliseconds> time;

  bool empty() const {
    return status.empty() && headers.empty() && json.empty() && contained.empty() && !time;
  }
  bool look_at_body() const { return !json.empty() || !contained.empty(); }
};

/// The begin of a body, kept beside the stream.
class BodyCopy {
 public:
  /// What expectations on a body look at, and what is shown of one to people.
  static constexpr std::size_t kJudgedBytes = std::size_t{4} << 20U;
  static constexpr std::size_t kShownBytes = std::size_t{4} << 10U;

  void begin(std::size_t limit_bytes);
  void add(std::string_view bytes);
  std::string_view text() const { return text_; }
  /// There was more.
  bool cut() const { return cut_; }

 private:
  std::string text_;
  std::size_t limit_bytes_ = 0;
  bool cut_ = false;
};

/// What is judged.
struct JudgedAnswer {
  int status = 0;
  const http::Headers& headers;
  const BodyCopy& body;
  std::chrono::microseconds time{0};                  ///< from the first request to the end of the answer
  std::function<std::string(std::string_view)> hide;  ///< what nobody should read, out of a text
};

/// What is not as expected: a short line for each, "status: expected 2xx, got 401", and where the body may
/// tell why a last one with its begin.
std::vector<std::string> unmet(const Expectations& expectations, const JudgedAnswer& answer);

}  // namespace cauth::call
