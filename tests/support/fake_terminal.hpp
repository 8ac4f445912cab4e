#pragma once

#include "base/error.hpp"
#include "base/terminal.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::test {

/// A person with prepared answers. Without any, there is no terminal.
class FakeTerminal : public Terminal {
 public:
  FakeTerminal() = default;
  explicit FakeTerminal(std::vector<std::string> answers) : answers_(std::move(answers)), present_(true) {}

  bool present() override { return present_; }
  std::string ask(std::string_view prompt) override { return next(prompt, false); }
  SecretString ask_secret(std::string_view prompt) override { return SecretString(next(prompt, true)); }

  struct Asked {
    std::string prompt;
    bool secret;
  };
  std::vector<Asked> asked;

 private:
  std::string next(std::string_view prompt, bool secret) {
    asked.push_back({std::string(prompt), secret});
    if (asked.size() > answers_.size()) throw Error(Category::action_needed, "the prompt was not answered");
    return answers_[asked.size() - 1];
  }

  std::vector<std::string> answers_;
  bool present_ = false;
};

}  // namespace cauth::test
