#pragma once

#include "call/explain/evidence.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call::explain {

/// How much speaks for a cause: what decides their order.
enum class Weight : std::uint8_t {
  possible,  ///< nothing speaks against it
  fits,      ///< the answer is what this cause gives
  shown,     ///< token or request show it
  stated,    ///< the answer says it
};

/// A cause of a refusal, with what to do.
struct Cause {
  std::string code;  ///< for programs, stable: "expired"
  Weight weight = Weight::possible;
  std::string summary;   ///< what it is: "the token has expired"
  std::string evidence;  ///< what speaks for it: "it expired 3m ago (2026-11-21 04:00:00 UTC)"
  std::string fix;       ///< what to do next
};

/// All causes that the evidence leaves, the likeliest first; none where the answer is no refusal, or without
/// an answer the token has no fault.
std::vector<Cause> explain(const Evidence& evidence);

/// "possible", "fits", "shown", "stated".
std::string_view name_of(Weight weight);

}  // namespace cauth::call::explain
