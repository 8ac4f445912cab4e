#include "aws/credential_process.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/process.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace cauth::aws {
namespace {

constexpr std::chrono::seconds kTimeLimit{60};

[[noreturn]] void fail(std::string_view program, std::string_view why) {
  throw usage_error(fmt::format("the credential_process \"{}\" {}", printable(program), why),
                    "run it by hand: it must print JSON with Version 1, AccessKeyId and SecretAccessKey");
}

// One word's characters: quotes open and close within it.
class CommandSplitter {
 public:
  void take(char character) {
    if (escaped_) {
      // Within double quotes a backslash protects only the quote and itself.
      if (quote_ == '"' && character != '"' && character != '\\') word_ += '\\';
      add(character);
      escaped_ = false;
    } else if (character == '\\' && quote_ != '\'') {
      escaped_ = true;
    } else if (quote_ != 0) {
      if (character == quote_) {
        quote_ = 0;
      } else {
        add(character);
      }
    } else if (character == '"' || character == '\'') {
      quote_ = character;
      in_word_ = true;
    } else if (is_space(character)) {
      end_word();
    } else {
      add(character);
    }
  }

  std::vector<std::string> finish() {
    if (quote_ != 0 || escaped_) throw usage_error("the credential_process has a quote that is not closed");
    end_word();
    return std::move(words_);
  }

 private:
  void add(char character) {
    word_ += character;
    in_word_ = true;
  }
  void end_word() {
    if (in_word_) words_.push_back(std::move(word_));
    word_.clear();
    in_word_ = false;
  }

  std::vector<std::string> words_;
  std::string word_;
  bool in_word_ = false;
  bool escaped_ = false;
  char quote_ = 0;
};

}  // namespace

std::vector<std::string> split_command(std::string_view line) {
  CommandSplitter splitter;
  for (const char character : line) splitter.take(character);
  return splitter.finish();
}

Credentials run_credential_process(std::string_view command_line, const Environ& env, TimePoint now) {
  auto argv = split_command(command_line);
  if (argv.empty()) throw usage_error("the credential_process of the AWS profile is empty");
  const std::string program = argv.front();
  const ProcessResult result = run_process({.argv = std::move(argv),
                                            .environment = env.lines_without_secrets(),
                                            .input = {},
                                            .time_limit = kTimeLimit});
  if (result.exit_status != 0) fail(program, fmt::format("failed with exit status {}", result.exit_status));
  ParsedJson parsed = parse_json(result.output.reveal());
  if (!parsed || !(*parsed).is_object()) fail(program, "did not print a JSON object");
  const Json& answer = *parsed;
  if (!answer.contains("Version") || answer["Version"] != 1) fail(program, "did not print Version 1");
  const auto* id = string_member(answer, "AccessKeyId");
  const auto* secret = string_member(answer, "SecretAccessKey");
  if (id == nullptr || secret == nullptr) fail(program, "did not print AccessKeyId and SecretAccessKey");
  const auto* expiration = string_member(answer, "Expiration");
  const auto expires = expiration != nullptr ? parse_time(*expiration) : std::nullopt;
  if (expires && *expires <= now)
    fail(program, fmt::format("printed keys that {}", format_expiry(*expires, now)));

  Credentials credentials{.access_key_id = *id, .secret_access_key = SecretString(*secret)};
  if (const auto* token = string_member(answer, "SessionToken"))
    credentials.session_token = SecretString(*token);
  wipe(*parsed);
  return credentials;
}

}  // namespace cauth::aws
