#include "cli/prompter.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace cauth::cli {
namespace {

// A new secret that nobody sees is typed twice.
SecretString ask_twice(Terminal& terminal, const std::string& prompt) {
  constexpr int kTries = 3;
  for (int attempt = 0; attempt < kTries; ++attempt) {
    SecretString first = terminal.ask_secret(prompt + ": ");
    const SecretString second = terminal.ask_secret(prompt + " again: ");
    if (first.reveal() == second.reveal()) return first;
  }
  throw Error(Category::action_needed, fmt::format("\"{}\" was not typed twice the same", prompt));
}

}  // namespace

Prompter::Prompter(Context& context, std::map<std::string, SecretString, std::less<>> given)
    : context_(context), given_(std::move(given)) {}

std::optional<SecretString> Prompter::get(const cognito::Question& question) {
  if (const auto found = given_.find(question.key); found != given_.end()) {
    SecretString answer = std::move(found->second);
    given_.erase(found);
    return answer;
  }
  if (!context_.may_ask()) return std::nullopt;
  Terminal& terminal = context_.terminal();
  if (!question.secret) return SecretString(terminal.ask(question.prompt + ": "));
  if (question.repeat) return ask_twice(terminal, question.prompt);
  return terminal.ask_secret(question.prompt + ": ");
}

}  // namespace cauth::cli
