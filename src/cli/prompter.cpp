#include "cli/prompter.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

namespace cauth::cli {
namespace {

constexpr int kTries = 3;

// A new secret that nobody sees is typed twice.
SecretString ask_twice(Terminal& terminal, const std::string& prompt) {
  for (int attempt = 0; attempt < kTries; ++attempt) {
    SecretString first = terminal.ask_secret(prompt + ": ");
    const SecretString second = terminal.ask_secret(prompt + " again: ");
    if (first.reveal() == second.reveal()) return first;
  }
  throw Error(Category::action_needed, fmt::format("\"{}\" was not typed twice the same", prompt));
}

// By name in any case, or by its number in the list.
std::optional<std::string> choice_typed(const std::vector<std::string>& choices, std::string_view typed) {
  const std::string wanted = to_lower(trim(typed));
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (to_lower(choices[i]) == wanted || std::to_string(i + 1) == wanted) return choices[i];
  }
  return std::nullopt;
}

SecretString ask_for_choice(Terminal& terminal, const cognito::Question& question) {
  std::string prompt = question.prompt + ":\n";
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    prompt += fmt::format("  {}  {}\n", i + 1, printable(question.choices[i]));
  }
  prompt += "Which? ";
  for (int attempt = 0; attempt < kTries; ++attempt) {
    if (const auto choice = choice_typed(question.choices, terminal.ask(prompt))) {
      return SecretString(*choice);
    }
  }
  throw Error(Category::action_needed, fmt::format("\"{}\": none of them was chosen", question.prompt));
}

}  // namespace

void Prompter::give(const std::string& key, const SecretString& answer) {
  // std::function wants its parts to be copied, and a secret is not, but on purpose.
  give(key, [shared = std::make_shared<const SecretString>(answer.clone())] {
    return std::optional(shared->clone());
  });
}

void Prompter::begin(const cognito::Challenge& challenge) {
  challenge_ = challenge.clone();
  answered_.clear();
  asked_.clear();
}

bool Prompter::ask_again(std::string_view wrong_key) {
  if (wrong_key.empty()) {
    answered_.clear();
  } else if (const auto found = answered_.find(wrong_key); found != answered_.end()) {
    answered_.erase(found);
  }
  return may_ask_;
}

std::vector<std::string> Prompter::offered(std::string_view prefix) const {
  const std::string here = challenge_ ? challenge_->name + '.' : std::string();
  std::vector<std::string> keys;
  for (const auto& [key, sources] : given_) {
    std::string_view bare = key;
    if (!here.empty() && bare.starts_with(here) && !prefix.starts_with(here)) bare.remove_prefix(here.size());
    if (!sources.empty() && bare.starts_with(prefix)) keys.emplace_back(bare);
  }
  for (const auto& entry : answered_) {
    if (entry.first.starts_with(prefix)) keys.push_back(entry.first);
  }
  return keys;
}

std::optional<SecretString> Prompter::get(const cognito::Question& question) {
  if (const auto found = answered_.find(question.key); found != answered_.end()) return found->second.clone();
  if (std::find(asked_.begin(), asked_.end(), question.key) == asked_.end()) asked_.push_back(question.key);
  auto answer = find(question);
  // Outside of a challenge, whoever asks twice wants another answer.
  if (answer && challenge_) answered_.insert_or_assign(question.key, answer->clone());
  return answer;
}

std::optional<SecretString> Prompter::find(const cognito::Question& question) {
  if (challenge_) {
    if (auto answer = fitting(question, take_given(challenge_->name + '.' + question.key))) return answer;
  }
  if (auto answer = fitting(question, take_given(question.key))) return answer;
  if (challenge_ && program_) {
    if (auto answer = fitting(question, program_(*challenge_, question))) return answer;
  }
  if (!question.otherwise.empty()) return SecretString(question.otherwise);
  if (!may_ask_) return std::nullopt;
  return ask(question);
}

std::optional<SecretString> Prompter::take_given(const std::string& key) {
  const auto found = given_.find(key);
  if (found == given_.end()) return std::nullopt;
  while (!found->second.empty()) {
    const Source source = std::move(found->second.front());
    found->second.pop_front();
    if (auto answer = source()) return answer;
  }
  return std::nullopt;
}

// A choice that was made beforehand may not be there for this user.
std::optional<SecretString> Prompter::fitting(const cognito::Question& question,
                                              std::optional<SecretString> answer) {
  if (!answer || question.choices.empty()) return answer;
  if (const auto choice = choice_typed(question.choices, answer->reveal())) return SecretString(*choice);
  context_.note(
      fmt::format("the answer that was given is none of {}", printable(join(question.choices, ", "))));
  return std::nullopt;
}

SecretString Prompter::ask(const cognito::Question& question) {
  Terminal& terminal = context_.terminal();
  if (!question.choices.empty()) return ask_for_choice(terminal, question);
  if (!question.secret) return SecretString(terminal.ask(question.prompt + ": "));
  if (question.repeat) return ask_twice(terminal, question.prompt);
  return terminal.ask_secret(question.prompt + ": ");
}

}  // namespace cauth::cli
