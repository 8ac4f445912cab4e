#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// Misbehaviour ordered by a test: the next few requests of one side are answered wrongly.
class Faults {
 public:
  /// What may misbehave. `oauth`: the endpoints that a program asks, not the pages that a browser sees.
  enum class Side : std::uint8_t { service, api, oauth };

  /// From {"where": "cognito", "api" or "oauth", "kind": …, "count": 1}. Error{usage} when it is not that.
  void order(std::string_view json_text);

  /// The wrong answer to this request, if one was ordered for it; `whole` is called where the right answer is
  /// needed to spoil it.
  std::optional<Response> answer(State& state, const Request& request, Side side,
                                 const std::function<Response()>& whole);

 private:
  struct Ordered {
    std::string kind;
    std::size_t left = 0;
  };
  std::map<Side, Ordered> ordered_;
};

}  // namespace cauth::serve::sandbox
