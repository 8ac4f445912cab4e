#pragma once

#include "call/call_world.hpp"
#include "call/ending.hpp"
#include "call/transfer_plan.hpp"

#include <string>

namespace cauth::call {

/// What a request is called where people read it: "POST https://api.example.com/orders". User, password and
/// query, which may hold secrets, are left out.
std::string request_name(const PlannedTransfer& transfer, const Line& line, const CallWorld& world);

/// One request as a test case of its line's reports: begun when this is made.
class TestRecord {
 public:
  /// `first_of_group`: the name of --test-name is its alone; later ones say their URL too.
  TestRecord(const PlannedTransfer& transfer, bool first_of_group, const Line& line, const CallWorld& world);

  /// For what fails before a request is planned.
  TestRecord(const Line& line, const CallWorld& world);

  /// Error{usage} when a report cannot be written.
  void add(const Ending& ending) const;

 private:
  const Line& line_;
  const CallWorld& world_;
  std::string name_;
  TimePoint begun_;
};

}  // namespace cauth::call
