#include "cli/command.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace cauth::cli {

#define COMMAND(identifier, name, group, summary) \
  std::unique_ptr<Command> make_##identifier(std::string_view typed_name);
#include "cli/commands.def"
#undef COMMAND

const std::vector<CommandEntry>& commands() {
  static const std::vector<CommandEntry> all = {
#define COMMAND(identifier, name, group, summary) {name, Group::group, summary, make_##identifier},
#include "cli/commands.def"
#undef COMMAND
  };
  return all;
}

const CommandEntry* find_command(std::string_view name) {
  for (const auto& entry : commands()) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

}  // namespace cauth::cli
