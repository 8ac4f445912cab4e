#include "session/secret_source.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::session {
namespace {

SecretString read_variable(const std::string& name, std::string_view what, const Environ& env) {
  auto value = env.get(name);
  if (!value) {
    throw usage_error(fmt::format("the {} should be in the variable \"{}\", which is not set", what, name),
                      fmt::format("set {}, or name another place for it in the profile", name));
  }
  return SecretString::take(*std::move(value));
}

SecretString run_command(const SecretSource& source, std::string_view what, const Environ& env) {
  const bool through_shell = source.kind == SecretSource::Kind::shell_command;
  ProcessResult result = run_process({
      .argv = through_shell ? std::vector<std::string>{"sh", "-c", source.name} : source.command,
      .environment = env.lines_without_secrets(),
      .input = {},
      .time_limit = kSecretCommandLimit,
      .output_limit_bytes = kLargestSecret,
  });
  if (result.exit_status != 0) {
    throw usage_error(fmt::format("the command that should print the {} ended with exit status {}", what,
                                  result.exit_status),
                      "run the command of the profile by hand to see why");
  }
  return std::move(result.output);
}

SecretString read_whole(const SecretSource& source, std::string_view what, const Environ& env) {
  switch (source.kind) {
    case SecretSource::Kind::literal: return source.literal.clone();
    case SecretSource::Kind::environment: return read_variable(source.name, what, env);
    case SecretSource::Kind::file: return read_secret_file(source.name, kLargestSecret);
    case SecretSource::Kind::shell_command:
    case SecretSource::Kind::command: return run_command(source, what, env);
  }
  throw Error(Category::internal, "a secret source of no kind");
}

}  // namespace

SecretString read_secret(const SecretSource& source, std::string_view what, const Environ& env) {
  SecretString secret = read_whole(source, what, env);
  secret.truncate(without_line_end(secret.reveal()).size());
  if (secret.empty()) {
    throw usage_error(fmt::format("the {} is empty: {} gave nothing", what, describe(source)));
  }
  return secret;
}

std::string describe(const SecretSource& source) {
  switch (source.kind) {
    case SecretSource::Kind::literal: return "the profile itself";
    case SecretSource::Kind::environment: return fmt::format("the variable \"{}\"", source.name);
    case SecretSource::Kind::file: return fmt::format("the file \"{}\"", source.name);
    case SecretSource::Kind::shell_command:
    case SecretSource::Kind::command: return "a command";
  }
  return {};
}

}  // namespace cauth::session
