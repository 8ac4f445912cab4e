#include "cli/answer_command.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

// Cognito ends a sign-in that waits longer than this by itself.
constexpr std::chrono::minutes kLongestAnswer{15};

// No session in it: the program answers, and sends nothing.
std::string question_json(const cognito::Challenge& challenge, const cognito::Question& question) {
  Json value = {{"ChallengeName", challenge.name}, {"ChallengeParameters", challenge.parameters}};
  if (!challenge.available.empty()) value["AvailableChallenges"] = challenge.available;
  value["Question"] = {{"Key", question.key}, {"Prompt", question.prompt}};
  if (!question.choices.empty()) value["Question"]["Choices"] = question.choices;
  return json_text(value) + '\n';
}

std::optional<SecretString> run(Context& context, const std::string& command,
                                const cognito::Challenge& challenge, const cognito::Question& question) {
  const std::string input = question_json(challenge, question);
  auto environment = context.env().lines_without_secrets();
  environment.push_back("CAUTH_CHALLENGE_NAME=" + challenge.name);
  environment.push_back("CAUTH_QUESTION=" + question.key);
  ProcessResult result = run_process({.argv = {"sh", "-c", command},
                                      .environment = std::move(environment),
                                      .input = input,
                                      .time_limit = kLongestAnswer,
                                      .output_limit_bytes = session::kLargestSecret});
  if (result.exit_status != 0) {
    throw usage_error(
        fmt::format("the program that answers challenges ended with exit status {}", result.exit_status),
        "run it by hand, with a challenge as JSON on its standard input, to see why");
  }
  result.output.truncate(without_line_end(result.output.reveal()).size());
  if (result.output.empty()) return std::nullopt;
  return std::move(result.output);
}

}  // namespace

Prompter::Program answer_program(Context& context) {
  auto command = context.settings().get("answer_command");
  if (!command) return {};
  return [&context, command = *std::move(command)](const cognito::Challenge& challenge,
                                                   const cognito::Question& question) {
    return run(context, command, challenge, question);
  };
}

}  // namespace cauth::cli
