#include "cli/command.hpp"

#include <array>
#include <memory>
#include <span>
#include <string_view>

namespace cauth::cli {

#define COMMAND(identifier, name, group, summary) \
  std::unique_ptr<Command> make_##identifier(std::string_view typed_name);
#include "cli/commands.def"
#undef COMMAND

std::span<const CommandEntry> commands() {
  static constexpr auto kAll = std::to_array<CommandEntry>({
#define COMMAND(identifier, name, group, summary) {name, Group::group, summary, make_##identifier},
#include "cli/commands.def"
#undef COMMAND
  });
  return kAll;
}

const CommandEntry* find_command(std::string_view name) {
  for (const auto& entry : commands()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace cauth::cli
