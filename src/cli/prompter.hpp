#pragma once

#include "cli/context.hpp"
#include "cognito/challenge.hpp"

#include <map>
#include <optional>
#include <string>

namespace cauth::cli {

/// Answers from flags and environment first, then from the person at the terminal, where one may be asked.
class Prompter : public cognito::Inputs {
 public:
  /// `given`: by the question's key.
  Prompter(Context& context, std::map<std::string, SecretString, std::less<>> given);

  /// A given answer serves once: a refused one must not be sent again in a loop.
  std::optional<SecretString> get(const cognito::Question& question) override;

 private:
  Context& context_;
  std::map<std::string, SecretString, std::less<>> given_;
};

}  // namespace cauth::cli
