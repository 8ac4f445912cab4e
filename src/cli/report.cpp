#include "cli/report.hpp"

#include "base/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

std::string_view name_of(Category category) {
  switch (category) {
    case Category::usage: return "usage";
    case Category::refused: return "refused";
    case Category::action_needed: return "action_needed";
    case Category::transport: return "transport";
    case Category::temporary: return "temporary";
    case Category::interrupted: return "interrupted";
    case Category::internal: break;
  }
  return "internal";
}

std::string as_json(const Error& error) {
  Json object = {{"error", error.what_failed}, {"category", name_of(error.category)}};
  const auto add = [&](const char* name, const std::string& text) {
    if (!text.empty()) object[name] = text;
  };
  add("hint", error.hint);
  add("code", error.code);
  add("operation", error.operation);
  add("service_message", error.service_message);
  add("request_id", error.request_id);
  object["exit_status"] = exit_code(error);
  return json_text(object) + '\n';
}

std::string as_lines(const Error& error, bool aws_names) {
  std::string lines = aws_names && !error.operation.empty() && !error.code.empty()
                          ? fmt::format("An error occurred ({}) when calling the {} operation: {}\n",
                                        error.code, error.operation, error.service_message)
                          : fmt::format("cauth: {}\n", error.what_failed);
  if (!error.hint.empty()) lines += fmt::format("hint: {}\n", error.hint);
  return lines;
}

}  // namespace

int report_error(Sink& err, const Error& error, const Globals& globals) {
  if (error.code == "EPIPE") return 0;
  try {
    // Scripts that moved over from the AWS CLI look for its sentence, whatever --output says.
    const bool json = globals.json_errors && !globals.aws_names;
    err.write(json ? as_json(error) : as_lines(error, globals.aws_names));
  } catch (const Error&) {
    // Nobody reads stderr: the exit status still says it.
  }
  return exit_code(error);
}

void report_unmet(Sink& err, const call::Disappointment& disappointment, const Globals& globals) {
  if (globals.json_errors) {
    const Json object = {{"error", disappointment.what},
                         {"category", "expectation"},
                         {"unmet", disappointment.unmet},
                         {"exit_status", 1}};
    err.write(json_text(object) + '\n');
    return;
  }
  std::string lines = fmt::format("cauth: {}\n", disappointment.what);
  for (const auto& line : disappointment.unmet) lines += fmt::format("  {}\n", line);
  err.write(lines);
}

int report_bug(Sink& err, const std::exception& bug, const Globals& globals) {
  const Error error(
      Category::internal, fmt::format("this is a bug in cauth: {}", bug.what()),
      "please report this line, the command line without its secrets, and what \"cauth version\" "
      "prints");
  return report_error(err, error, globals);
}

}  // namespace cauth::cli
