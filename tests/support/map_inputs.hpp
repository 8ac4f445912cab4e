#pragma once

#include "cognito/challenge.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::test {

/// Answers from a map; what is not in it, nobody is there to answer.
class MapInputs : public cognito::Inputs {
 public:
  using Given = std::map<std::string, std::string, std::less<>>;
  explicit MapInputs(Given answers) : answers_(std::move(answers)) {}
  std::optional<SecretString> get(const cognito::Question& question) override {
    asked.push_back(question);
    const auto found = answers_.find(question.key);
    if (found != answers_.end()) return SecretString(found->second);
    if (!question.otherwise.empty()) return SecretString(question.otherwise);
    return std::nullopt;
  }
  std::vector<std::string> offered(std::string_view prefix) const override {
    std::vector<std::string> keys;
    for (const auto& [key, value] : answers_) {
      if (key.starts_with(prefix)) keys.push_back(key);
    }
    return keys;
  }
  std::vector<cognito::Question> asked;

 private:
  Given answers_;
};

}  // namespace cauth::test
