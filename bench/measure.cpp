// Runs each case once a round, in turn, and says what a run of it costs. Small on purpose: the peak memory of
// a child starts at that of the process it was spawned from.
//
// Standard input: one case a line, its words separated by tabs. Standard output: one JSON object a case and
// line.

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace {

struct Case {
  std::vector<std::string> words;
  std::vector<double> wall_ms, cpu_ms, peak_kib;
  int failures = 0;
};

std::vector<std::string> split_at_tabs(std::string_view line) {
  std::vector<std::string> words;
  while (true) {
    const auto tab = line.find('\t');
    words.emplace_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return words;
    line.remove_prefix(tab + 1);
  }
}

double milliseconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

/// All standard streams are /dev/null; what fails is counted.
void run_once(Case& one, posix_spawn_file_actions_t* quiet) {
  std::vector<char*> argv;
  for (auto& word : one.words) argv.push_back(word.data());
  argv.push_back(nullptr);

  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (::posix_spawnp(&child, argv.front(), quiet, nullptr, argv.data(), environ) != 0) {
    ++one.failures;
    return;
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begin;

  one.wall_ms.push_back(wall.count());
  one.cpu_ms.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
  one.peak_kib.push_back(static_cast<double>(used.ru_maxrss));
  if (status != 0) ++one.failures;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3f", value);
  return text.data();
}

// "NAME":MEDIAN,"NAME_each":[…]
std::string measured(const std::string& name, const std::vector<double>& values) {
  std::string each;
  for (const double value : values) each += (each.empty() ? "" : ",") + number(value);
  return '"' + name + "\":" + number(median(values)) + ",\"" + name + "_each\":[" + each + ']';
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 0;
  const std::string_view wanted = argc == 2 ? argv[1] : "";
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), rounds);
  if (rounds < 1) {
    std::fputs("usage: cauth-bench-measure ROUNDS < CASES\n", stderr);
    return 2;
  }
  std::vector<Case> cases;
  for (std::string line; std::getline(std::cin, line);) cases.push_back({.words = split_at_tabs(line)});

  posix_spawn_file_actions_t quiet;
  ::posix_spawn_file_actions_init(&quiet);
  ::posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
  for (int round = 0; round < rounds; ++round)
    for (auto& one : cases) run_once(one, &quiet);
  for (const auto& one : cases)
    std::printf("{%s,%s,%s,\"failures\":%d}\n", measured("wall_ms", one.wall_ms).c_str(),
                measured("cpu_ms", one.cpu_ms).c_str(), measured("peak_kib", one.peak_kib).c_str(),
                one.failures);
  return 0;
}
