#pragma once

#include "call/call_world.hpp"
#include "call/group_parts.hpp"
#include "call/options.hpp"
#include "call/transfer_plan.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace cauth::call {

/// What the transfers of a line share: whose turn it is, and what each group's options named, read when its
/// first transfer comes.
class LineParts {
 public:
  LineParts(const Line& line, const CallWorld& world);

  struct Next {
    PlannedTransfer transfer;
    const GroupParts& parts;
    bool first_of_group;
  };
  /// Nothing: that was all. Throws as TransferPlan::next and read_group do; reports get a failed case then.
  std::optional<Next> next();

 private:
  std::optional<Next> plan_next();
  void remark(std::string_view text) const;

  const Line& line_;
  const CallWorld& world_;
  TransferPlan plan_;
  std::vector<std::optional<GroupParts>> parts_;
};

}  // namespace cauth::call
