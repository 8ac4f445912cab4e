#include "cli/runner/runner.hpp"

#include "base/file.hpp"
#include "base/json.hpp"
#include "base/json_query.hpp"
#include "base/text.hpp"
#include "support/vectors.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <charconv>
#include <fstream>
#include <regex>
#include <utility>

namespace cauth::test {
namespace {

constexpr std::size_t kLargestFile = std::size_t{64} << 20U;

void need(std::size_t count, const std::vector<std::string>& words, const char* what) {
  if (words.size() < count) throw Failure(fmt::format("\"{}\" needs {}", words.front(), what));
}

std::string joined(const std::vector<std::string>& words) {
  return join({words.begin() + 1, words.end()}, " ");
}

void check_match(const std::string& what, const std::string& text, const std::string& regex, bool wanted) {
  const std::regex pattern(regex, std::regex::ECMAScript | std::regex::multiline);
  if (std::regex_search(text, pattern) != wanted) {
    throw Failure(fmt::format("{} {} /{}/", what, wanted ? "does not match" : "matches", regex));
  }
}

unsigned octal(const std::string& text) {
  unsigned value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value, 8);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
    throw Failure("not an octal number: " + text);
  }
  return value;
}

std::string shown(std::string_view name, const std::string& text) {
  return text.empty() ? fmt::format("{}: (nothing)\n", name) : fmt::format("{}:\n{}\n", name, text);
}

std::map<std::string, std::string, std::less<>> clean_environment(const std::filesystem::path& program,
                                                                  const std::filesystem::path& work) {
  const char* path = ::getenv("PATH");
  std::map<std::string, std::string, std::less<>> result = {
      {"PATH", program.parent_path().string() + ':' + (path == nullptr ? "/usr/bin:/bin" : path)},
      {"WORK", work},
      {"VECTORS", test::vectors().string()},
      {"SCRIPTS", (test::vectors().parent_path() / "cli").string()},
      {"HOME", work / "home"},
      {"XDG_CONFIG_HOME", work / "config"},
      {"XDG_STATE_HOME", work / "state"},
      {"XDG_CACHE_HOME", work / "cache"},
      {"TMPDIR", work},
      {"TERM", "xterm"},
      {"TZ", "UTC"},
      {"LC_ALL", "C"}};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"}) {
    if (const char* value = ::getenv(name)) result[name] = value;
  }
  return result;
}

}  // namespace

Runner::Runner(std::filesystem::path program, std::filesystem::path folder)
    : program_(std::move(program)),
      work_(folder / "work"),
      out_(folder / "stdout"),
      err_(folder / "stderr"),
      environment_(clean_environment(program_, work_)) {
  std::filesystem::create_directories(work_ / "home");
}

const std::map<std::string_view, Runner::Action>& Runner::actions() {
  static const std::map<std::string_view, Action> all = {{"cauth", &Runner::step_cauth},
                                                         {"exec", &Runner::step_exec},
                                                         {"exit", &Runner::step_exit},
                                                         {"stdout", &Runner::step_stdout},
                                                         {"stderr", &Runner::step_stderr},
                                                         {"terminal", &Runner::step_terminal},
                                                         {"stdout-is", &Runner::step_stdout_is},
                                                         {"json", &Runner::step_json},
                                                         {"save", &Runner::step_save},
                                                         {"env", &Runner::step_env},
                                                         {"unset", &Runner::step_unset},
                                                         {"stdin", &Runner::step_stdin},
                                                         {"tty", &Runner::step_tty},
                                                         {"sandbox", &Runner::step_sandbox},
                                                         {"mode", &Runner::step_mode},
                                                         {"chmod", &Runner::step_chmod},
                                                         {"mkdir", &Runner::step_mkdir},
                                                         {"exists", &Runner::step_exists},
                                                         {"cmp", &Runner::step_cmp},
                                                         {"contains", &Runner::step_contains},
                                                         {"skip-unless", &Runner::step_skip_unless}};
  return all;
}

void Runner::run(const Script& script) {
  for (const auto& [name, text] : script.files) {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }
  for (const auto& step : script.steps) run_step(step);
}

void Runner::run_step(const Step& step) {
  try {
    auto words = words_of(step.text, [this](std::string_view name) { return look_up(name); });
    const bool wanted = words.front() != "!";
    if (!wanted) words.erase(words.begin());
    const auto action = words.empty() ? actions().end() : actions().find(words.front());
    if (action == actions().end()) throw Failure("there is no such step");
    (this->*action->second)(words, wanted);
  } catch (const Failure& failure) {
    throw Failure(fmt::format("line {}: {}\n{}\n{}", step.line, step.text, failure.what(), last_run()));
  }
}

std::string Runner::last_run() const {
  if (command_.empty()) return {};
  return fmt::format("\nlast command: {}\nexit status: {}\n{}{}{}", command_, exit_status_,
                     shown("stdout", stdout_), shown("stderr", stderr_),
                     terminal_.empty() ? "" : shown("terminal", terminal_));
}

std::optional<std::string> Runner::look_up(std::string_view name) const {
  for (const auto* map : {&variables_, &environment_}) {
    if (const auto found = map->find(name); found != map->end()) return found->second;
  }
  return std::nullopt;
}

std::string Runner::read(const std::string& name) const {
  const auto text = read_file_if_there(path(name), kLargestFile);
  if (!text) throw Failure("there is no file " + name);
  return *text;
}

Program Runner::program_for(Words argv) const {
  Program program{.argv = std::move(argv),
                  .environment = {},
                  .folder = work_,
                  .input = input_,
                  .output = out_,
                  .errors = err_,
                  .answers = answers_};
  for (const auto& [name, value] : environment_) program.environment.push_back(name + '=' + value);
  // Who answers prompts sits at the terminal with the keyboard too, unless the script says otherwise.
  if (!answers_.empty() && input_ == "/dev/null") program.input.clear();
  return program;
}

void Runner::execute(Words argv, bool should_succeed) {
  const Program program = program_for(std::move(argv));
  command_ = join(program.argv, " ");
  const Ended ended = run_program(program);
  exit_status_ = ended.exit_status;
  terminal_ = ended.terminal;
  stdout_ = read_file(out_, kLargestFile);
  stderr_ = read_file(err_, kLargestFile);
  input_ = "/dev/null";
  answers_.clear();
  if ((exit_status_ == 0) != should_succeed) {
    throw Failure(should_succeed ? "it should succeed" : "it should fail");
  }
}

void Runner::step_cauth(const Words& words, bool wanted) {
  Words argv = words;
  argv.front() = program_.string();
  execute(std::move(argv), wanted);
}

void Runner::step_exec(const Words& words, bool wanted) {
  need(2, words, "a program");
  execute({words.begin() + 1, words.end()}, wanted);
}

void Runner::step_exit(const Words& words, bool wanted) {
  need(2, words, "a number");
  if ((std::to_string(exit_status_) == words[1]) != wanted) {
    throw Failure(fmt::format("the exit status is {}", exit_status_));
  }
}

void Runner::step_stdout(const Words& words, bool wanted) {
  need(2, words, "a regular expression");
  check_match("stdout", stdout_, joined(words), wanted);
}

void Runner::step_stderr(const Words& words, bool wanted) {
  need(2, words, "a regular expression");
  check_match("stderr", stderr_, joined(words), wanted);
}

void Runner::step_terminal(const Words& words, bool wanted) {
  need(2, words, "a regular expression");
  check_match("the terminal's text", terminal_, joined(words), wanted);
}

void Runner::step_stdout_is(const Words& words, bool wanted) {
  need(2, words, "a file or a text");
  const bool is_file = std::filesystem::is_regular_file(path(words[1]));
  // A text is one line: the line end need not be written.
  const std::string expected = is_file ? read(words[1]) : words[1];
  const std::string_view actual = is_file ? stdout_ : without_line_end(stdout_);
  if ((actual == expected) != wanted) throw Failure(shown("expected", expected));
}

void Runner::step_json(const Words& words, bool wanted) {
  need(3, words, "a path and a value");
  const ParsedJson json = parse_json(stdout_);
  if (!json) throw Failure("stdout is not JSON: " + json.problem);
  const Json value = query(*json, words[1]);
  const std::string text = value.is_string() ? value.get<std::string>() : json_text(value);
  if ((text == words[2]) != wanted) throw Failure(fmt::format("{} is {}", words[1], text));
}

void Runner::step_save(const Words& words, bool) {
  need(2, words, "a name");
  variables_[words[1]] = std::string(trim(stdout_));
}

void Runner::step_env(const Words& words, bool) {
  const std::string assignment = joined(words);
  const auto halves = split_once(assignment, '=');
  if (!halves) throw Failure("env needs NAME=VALUE");
  environment_[std::string(halves->before)] = std::string(halves->after);
}

void Runner::step_unset(const Words& words, bool) {
  need(2, words, "a name");
  environment_.erase(words[1]);
}

void Runner::step_stdin(const Words& words, bool) {
  need(2, words, "a file");
  input_ = path(words[1]);
}

void Runner::step_tty(const Words& words, bool) {
  need(3, words, "a prompt and an answer");
  answers_.push_back({.prompt_regex = words[1], .text = words[2]});
}

// Starts a sandbox and takes over the variables that it prints.
void Runner::step_sandbox(const Words& words, bool) {
  Words argv = {program_.string(), "sandbox", "--port", "0", "--print-env"};
  if (words.size() > 1) argv.insert(argv.end(), {"--seed", path(words[1]).string()});
  Program program = program_for(std::move(argv));
  program.output = work_.parent_path() / "sandbox.stdout";
  program.errors = work_.parent_path() / "sandbox.stderr";
  sandbox_ = std::make_unique<Background>(program);
  std::string printed;
  while (!printed.ends_with("\n\n")) {
    if (!sandbox_->running()) {
      throw Failure("the sandbox ended\n" + read_file(program.errors, kLargestFile));
    }
    ::poll(nullptr, 0, 5);
    printed = read_file_if_there(program.output, kLargestFile).value_or("");
  }
  const auto lookup = [this](std::string_view name) { return look_up(name); };
  for (const auto line : split(printed, '\n')) {
    if (line.starts_with("export ")) step_env(words_of(line, lookup), true);
  }
}

void Runner::step_mode(const Words& words, bool wanted) {
  need(3, words, "a path and a mode");
  struct stat status {};
  if (::stat(path(words[1]).c_str(), &status) != 0) throw Failure("there is no " + words[1]);
  const unsigned mode = status.st_mode & 07777U;
  if ((mode == octal(words[2])) != wanted) throw Failure(fmt::format("the mode is {:04o}", mode));
}

void Runner::step_chmod(const Words& words, bool) {
  need(3, words, "a path and a mode");
  if (::chmod(path(words[1]).c_str(), octal(words[2])) != 0) throw Failure("cannot change the mode");
}

void Runner::step_mkdir(const Words& words, bool) {
  need(2, words, "a path");
  std::filesystem::create_directories(path(words[1]));
}

void Runner::step_exists(const Words& words, bool wanted) {
  need(2, words, "a path");
  if (std::filesystem::exists(path(words[1])) != wanted) {
    throw Failure(wanted ? "it does not exist" : "it exists");
  }
}

void Runner::step_cmp(const Words& words, bool wanted) {
  need(3, words, "two files");
  if ((read(words[1]) == read(words[2])) != wanted) {
    throw Failure(shown(words[1], read(words[1])) + shown(words[2], read(words[2])));
  }
}

void Runner::step_contains(const Words& words, bool wanted) {
  need(3, words, "a file and a regular expression");
  const std::string text = read(words[1]);
  try {
    check_match(words[1], text, words[2], wanted);
  } catch (const Failure& failure) {
    throw Failure(std::string(failure.what()) + '\n' + shown(words[1], text));
  }
}

void Runner::step_skip_unless(const Words& words, bool) {
  need(3, words, "a program and a reason");
  const auto folders = look_up("PATH").value_or("");
  for (const auto folder : split(folders, ':')) {
    if (std::filesystem::exists(std::filesystem::path(folder) / words[1])) return;
  }
  throw Skipped{words[2]};
}

}  // namespace cauth::test
