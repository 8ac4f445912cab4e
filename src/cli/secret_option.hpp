#pragma once

#include "base/secret.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// The ways to hand a secret to a command: --NAME-stdin, --NAME-file FILE, --NAME VALUE (for those who must;
/// a person is warned), and a CAUTH_… variable.
class SecretOption {
 public:
  /// `name`: "new-password"; `variable`: "CAUTH_NEW_PASSWORD", or empty for none.
  SecretOption(std::string name, std::string variable)
      : name_(std::move(name)), variable_(std::move(variable)) {}
  void declare(Args& args);

  /// Nothing when no way was taken. Reads now, standard input and file without their one line end; a flag
  /// beats the variable. Error{usage} for an empty secret, or one that cannot be read.
  std::optional<SecretString> read(Context& context) const;
  /// Without what the variable says: for a secret that a setting of the same variable serves too.
  std::optional<SecretString> read_flags(Context& context) const;

  /// Was one of the flags typed?
  bool is_given() const { return from_stdin_ || file_ || value_; }
  bool wants_stdin() const { return from_stdin_; }
  /// The file it is read from, as typed.
  const std::optional<std::string>& file() const { return file_; }
  /// "--new-password-stdin, --new-password-file FILE or CAUTH_NEW_PASSWORD", for hints.
  std::string ways() const;

 private:
  std::string words() const;

  std::string name_, variable_;
  bool from_stdin_ = false;
  std::optional<std::string> file_, value_;
};

/// Error{usage} when more than one of them wants standard input: it holds one secret.
void check_one_stdin(std::initializer_list<bool> wanting);

/// Standard input as a secret, without its one line end.
SecretString read_secret_from_stdin(Context& context, std::string_view what);

}  // namespace cauth::cli
