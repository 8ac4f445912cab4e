#include "cli/child_program.hpp"

#include "base/error.hpp"
#include "cli/report.hpp"

namespace cauth::cli {

std::vector<std::string> child_environment(const Environ& env, bool pass_env, const Variables& set) {
  auto lines = pass_env ? env.lines() : env.lines_without_secrets();
  std::erase_if(lines, [&](const std::string& line) { return set.contains(line.substr(0, line.find('='))); });
  for (const auto& [name, value] : set) lines.push_back(name + '=' + value);
  return lines;
}

int run_or_say_why(Context& context, const std::function<int()>& start) {
  try {
    return start();
  } catch (const Error& error) {
    // Whoever runs programs through us looks for the exit status that a shell would give.
    if (error.category != Category::usage || error.detail == 0) throw;
    report_error(context.io().err, error, context.globals());
    return error.detail;
  }
}

}  // namespace cauth::cli
