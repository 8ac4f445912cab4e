#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// A program that keeps secrets elsewhere, such as in the desktop's keychain: `docker-credential-NAME`, by
/// the protocol of docker-credential-helpers (https://github.com/docker/docker-credential-helpers): one
/// action a run, its argument on standard input, its answer or its error on standard output.
///
/// The program does not inherit cauth's own secret variables, may take as long as a person needs to unlock
/// something, and may say no more than kLargestHelperAnswer. Error{usage} in its own words, as one line, when
/// it fails or is not there.
class CredentialHelper {
 public:
  /// `name`: what stands after "docker-credential-".
  CredentialHelper(std::string name, const Environ& env);

  void store(const std::string& url, const SecretString& secret) const;
  /// Nothing when it has none of that name.
  std::optional<SecretString> get(const std::string& url) const;
  void erase(const std::string& url) const;
  /// The addresses of all that it keeps, whoever put it there.
  std::vector<std::string> list() const;

  const std::string& program() const { return program_; }

 private:
  /// What it answered; nothing when it says that it has no such entry.
  std::optional<SecretString> run(const char* action, std::string_view input) const;

  std::string program_;
  std::vector<std::string> environment_;
};

constexpr std::size_t kLargestHelperAnswer = std::size_t{4} << 20U;

/// The name of the user beside every secret of ours: the protocol wants one.
constexpr std::string_view kHelperUser = "cauth";

/// What a helper is to read from `store`.
SecretString helper_entry(const std::string& url, const SecretString& secret);

/// The secret in what `get` answered; empty: there is none. Nothing when the text is no such answer.
std::optional<SecretString> secret_of_helper_entry(std::string_view text);

/// The addresses in what `list` answered. Nothing when the text is no such answer.
std::optional<std::vector<std::string>> urls_of_helper_list(std::string_view text);

}  // namespace cauth::session
