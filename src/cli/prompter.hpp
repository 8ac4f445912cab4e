#pragma once

#include "cli/context.hpp"
#include "cognito/challenge.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// Answers from flags, files and environment first, then from the person at the terminal, where one may be
/// asked.
class Prompter : public cognito::Inputs {
 public:
  /// Where an answer comes from; nothing when it is not there after all.
  using Source = std::function<std::optional<SecretString>()>;

  enum class Asking : std::uint8_t { allowed, never };

  explicit Prompter(Context& context, Asking asking = Asking::allowed) : context_(context), asking_(asking) {}

  /// An answer for the question of that key, fetched when it is asked for. It serves once: a refused one must
  /// not be sent again in a loop.
  void give(std::string key, Source source) { given_[std::move(key)] = std::move(source); }
  void give(std::string key, const SecretString& answer);

  std::optional<SecretString> get(const cognito::Question& question) override;
  std::vector<std::string> offered(std::string_view prefix) const override;

  /// The key of the last question that nobody answered; "" when there was none.
  const std::string& unanswered() const { return unanswered_; }

 private:
  std::optional<SecretString> take_given(const std::string& key);

  Context& context_;
  Asking asking_;
  std::map<std::string, Source, std::less<>> given_;
  std::string unanswered_;
};

}  // namespace cauth::cli
