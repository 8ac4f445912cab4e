#include "session/credential_helper.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace cauth::session {
namespace {

// The words that every helper answers `get` with (credentials/error.go of the protocol's library).
constexpr std::string_view kNotFound = "credentials not found in native keychain";

// What went wrong in the helper's words, which may be several lines of a program behind it.
std::string one_line(std::string_view said) {
  std::string line;
  for (const auto word : split_words(said)) {
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line.empty() ? "it says nothing more" : printable(line, 500);
}

Error strange_answer(const std::string& program, const char* action) {
  return usage_error(
      fmt::format("\"{}\" answered \"{}\" with something else than its protocol says", program, action),
      "check the setting token_store, and that program");
}

}  // namespace

CredentialHelper::CredentialHelper(std::string name, const Environ& env)
    : program_("docker-credential-" + std::move(name)), environment_(env.lines_without_secrets()) {}

std::optional<SecretString> CredentialHelper::run(const char* action, std::string_view input) const {
  ProcessResult result = [&] {
    try {
      return run_process({.argv = {program_, action},
                          .environment = environment_,
                          .input = input,
                          .time_limit = kSecretCommandLimit,
                          .output_limit_bytes = kLargestHelperAnswer});
    } catch (const Error& error) {
      // The setting that named the program is what the user has to look at.
      if (error.category != Category::usage) throw;
      throw usage_error(error.what_failed, "install it, or change the setting token_store");
    }
  }();
  if (result.exit_status == 0) return std::move(result.output);
  const std::string_view said = trim(result.output.reveal());
  if (said == kNotFound) return std::nullopt;
  throw usage_error(
      fmt::format("the credential helper \"{}\" failed to {}: {}", program_, action, one_line(said)),
      "token_store names it: sessions are kept there and nowhere else");
}

void CredentialHelper::store(const std::string& url, const SecretString& secret) const {
  run("store", helper_entry(url, secret).reveal());
}

std::optional<SecretString> CredentialHelper::get(const std::string& url) const {
  const auto answer = run("get", url);
  if (!answer) return std::nullopt;
  auto secret = secret_of_helper_entry(answer->reveal());
  if (!secret) throw strange_answer(program_, "get");
  if (secret->empty()) return std::nullopt;
  return secret;
}

void CredentialHelper::erase(const std::string& url) const {
  run("erase", url);
}

std::vector<std::string> CredentialHelper::list() const {
  const auto answer = run("list", {});
  if (!answer) return {};
  auto urls = urls_of_helper_list(answer->reveal());
  if (!urls) throw strange_answer(program_, "list");
  return *std::move(urls);
}

SecretString helper_entry(const std::string& url, const SecretString& secret) {
  WipedJson entry;
  entry["ServerURL"] = url;
  entry["Username"] = kHelperUser;
  entry["Secret"] = std::string(secret.reveal());
  return secret_json_text(*entry);
}

// Debian's helper for pass answers for an entry that it does not have with one whose members are empty.
std::optional<SecretString> secret_of_helper_entry(std::string_view text) {
  ParsedJson parsed = parse_json(text);
  if (!parsed) return std::nullopt;
  const WipedJson entry(std::move(*parsed));
  const std::string* secret = string_member(*entry, "Secret");
  return secret == nullptr ? std::nullopt : std::optional(SecretString(*secret));
}

std::optional<std::vector<std::string>> urls_of_helper_list(std::string_view text) {
  const ParsedJson parsed = parse_json(text);
  if (!parsed) return std::nullopt;
  std::vector<std::string> urls;
  if ((*parsed).is_null()) return urls;
  if (!(*parsed).is_object()) return std::nullopt;
  for (const auto& [url, user] : (*parsed).items()) urls.push_back(url);
  return urls;
}

}  // namespace cauth::session
