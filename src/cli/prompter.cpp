#include "cli/prompter.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <memory>
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

void Prompter::give(std::string key, const SecretString& answer) {
  // std::function wants its parts to be copied, and a secret is not, but on purpose.
  give(std::move(key), [shared = std::make_shared<const SecretString>(answer.clone())] {
    return std::optional(shared->clone());
  });
}

std::optional<SecretString> Prompter::take_given(const std::string& key) {
  const auto found = given_.find(key);
  if (found == given_.end()) return std::nullopt;
  const Source source = std::move(found->second);
  given_.erase(found);
  return source();
}

std::vector<std::string> Prompter::offered(std::string_view prefix) const {
  std::vector<std::string> keys;
  for (const auto& entry : given_) {
    if (entry.first.starts_with(prefix)) keys.push_back(entry.first);
  }
  return keys;
}

std::optional<SecretString> Prompter::get(const cognito::Question& question) {
  if (auto answer = take_given(question.key)) return answer;
  if (asking_ == Asking::never || !context_.may_ask()) {
    unanswered_ = question.key;
    return std::nullopt;
  }
  Terminal& terminal = context_.terminal();
  if (!question.secret) return SecretString(terminal.ask(question.prompt + ": "));
  if (question.repeat) return ask_twice(terminal, question.prompt);
  return terminal.ask_secret(question.prompt + ": ");
}

}  // namespace cauth::cli
