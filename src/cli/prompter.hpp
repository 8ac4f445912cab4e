#pragma once

#include "cli/context.hpp"
#include "cognito/challenge.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// Answers from flags, files, environment and profile first, then from the program that answers challenges,
/// then from the person at the terminal, where one may be asked.
class Prompter : public cognito::Inputs {
 public:
  /// Where an answer comes from; nothing when it is not there after all.
  using Source = std::function<std::optional<SecretString>()>;
  /// Asked for whatever was not given.
  using Program =
      std::function<std::optional<SecretString>(const cognito::Challenge&, const cognito::Question&)>;

  enum class Asking : std::uint8_t { allowed, never };

  explicit Prompter(Context& context, Asking asking = Asking::allowed)
      : context_(context), may_ask_(asking == Asking::allowed && context.may_ask()) {}

  /// An answer for the question of that key, or, with the challenge in front ("SMS_MFA.SMS_MFA_CODE"), for
  /// that of this challenge alone. It is fetched when it is asked for, and serves once: a refused one must
  /// not be sent again in a loop. Several for one key serve one after the other.
  void give(const std::string& key, Source source) { given_[key].push_back(std::move(source)); }
  void give(const std::string& key, const SecretString& answer);
  void give_program(Program program) { program_ = std::move(program); }

  std::optional<SecretString> get(const cognito::Question& question) override;
  std::vector<std::string> offered(std::string_view prefix) const override;
  void begin(const cognito::Challenge& challenge) override;
  bool ask_again(std::string_view wrong_key) override;

  /// The keys of the questions about the last challenge, answered or not, in their order.
  const std::vector<std::string>& asked() const { return asked_; }

 private:
  std::optional<SecretString> find(const cognito::Question& question);
  std::optional<SecretString> take_given(const std::string& key);
  std::optional<SecretString> fitting(const cognito::Question& question, std::optional<SecretString> answer);
  SecretString ask(const cognito::Question& question);

  Context& context_;
  bool may_ask_;
  std::map<std::string, std::deque<Source>, std::less<>> given_;
  Program program_;
  std::optional<cognito::Challenge> challenge_;                ///< that the questions are about
  std::map<std::string, SecretString, std::less<>> answered_;  ///< of this challenge, by key
  std::vector<std::string> asked_;
};

}  // namespace cauth::cli
