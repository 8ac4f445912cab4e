#pragma once

#include "cli/args.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace cauth::cli {

class Context;

/// A command is a struct whose members are its options. One file in cli/commands, one line in commands.def.
struct Command {
  virtual ~Command() = default;
  /// Says what it takes; looks nothing up.
  virtual void declare(Args& args) = 0;
  /// Adds what only a reader of the help, the man page or the completions needs, and running it does not.
  virtual void document(Args& /*args*/) {}
  /// Does it: the exit status, 0 for done and 1 for a clear no. Everything else is thrown.
  virtual int run(Context& context) = 0;
};

/// The groups of the help text, in its order.
enum class Group { sign_in, account, tokens, apis, admin, plumbing, setup };

struct CommandEntry {
  std::string_view name;  ///< "admin set-password": as typed
  Group group;
  std::string_view summary;  ///< one line, lower case, no full stop
  std::unique_ptr<Command> (*make)(std::string_view name);
};

/// All of them, in the order of commands.def.
std::span<const CommandEntry> commands();

/// The entry of that name; null where there is none.
const CommandEntry* find_command(std::string_view name);

/// At the end of a command's file: CAUTH_COMMAND(secret_hash, SecretHash)
#define CAUTH_COMMAND(identifier, Type)                                                \
  std::unique_ptr<Command> make_##identifier([[maybe_unused]] std::string_view name) { \
    return std::make_unique<Type>();                                                   \
  }

}  // namespace cauth::cli
