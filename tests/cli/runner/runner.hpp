#pragma once

#include "cli/runner/process.hpp"
#include "cli/runner/script.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::test {

/// The script cannot run here: why.
struct Skipped {
  std::string why;
};

/// Runs the steps of one script in a folder of its own. README.md beside this folder describes them.
class Runner {
 public:
  /// `program`: the cauth to test; `folder`: empty, for everything that is written.
  Runner(std::filesystem::path program, std::filesystem::path folder);

  /// Throws Failure at the first step that does not hold, and Skipped.
  void run(const Script& script);

 private:
  using Words = std::vector<std::string>;
  using Action = void (Runner::*)(const Words& words, bool wanted);
  static const std::map<std::string_view, Action>& actions();

  void run_step(const Step& step);
  void execute(Words argv, bool should_succeed);
  Program program_for(Words argv) const;
  std::optional<std::string> look_up(std::string_view name) const;
  std::filesystem::path path(const std::string& name) const { return work_ / name; }
  std::string read(const std::string& name) const;
  std::string last_run() const;

  void step_cauth(const Words& words, bool wanted);
  void step_exec(const Words& words, bool wanted);
  void step_exit(const Words& words, bool wanted);
  void step_stdout(const Words& words, bool wanted);
  void step_stderr(const Words& words, bool wanted);
  void step_terminal(const Words& words, bool wanted);
  void step_stdout_is(const Words& words, bool wanted);
  void step_json(const Words& words, bool wanted);
  void step_save(const Words& words, bool wanted);
  void step_env(const Words& words, bool wanted);
  void step_unset(const Words& words, bool wanted);
  void step_stdin(const Words& words, bool wanted);
  void step_tty(const Words& words, bool wanted);
  void step_sandbox(const Words& words, bool wanted);
  void step_mode(const Words& words, bool wanted);
  void step_chmod(const Words& words, bool wanted);
  void step_mkdir(const Words& words, bool wanted);
  void step_exists(const Words& words, bool wanted);
  void step_cmp(const Words& words, bool wanted);
  void step_contains(const Words& words, bool wanted);
  void step_skip_unless(const Words& words, bool wanted);

  std::filesystem::path program_, work_, out_, err_;
  std::map<std::string, std::string, std::less<>> environment_, variables_;

  // For the next program.
  std::filesystem::path input_ = "/dev/null";
  std::vector<Answer> answers_;

  // Of the last program.
  std::string command_, stdout_, stderr_, terminal_;
  int exit_status_ = 0;

  std::unique_ptr<Background> sandbox_;
};

}  // namespace cauth::test
