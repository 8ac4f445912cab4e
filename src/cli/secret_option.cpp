#include "cli/secret_option.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cauth::cli {
namespace {

SecretString checked(SecretString secret, std::string_view what) {
  if (secret.empty()) throw usage_error(fmt::format("the {} is empty", what));
  return secret;
}

}  // namespace

void SecretOption::declare(Args& args) {
  const std::string what = words();
  args.flag(from_stdin_, fmt::format("--{}-stdin", name_),
            args.keep(fmt::format("read the {} from standard input", what)));
  auto& file = args.option(file_, fmt::format("--{}-file", name_), "FILE",
                           args.keep(fmt::format("read the {} from a file", what)));
  file.completes(Completion::file);
  if (!variable_.empty()) file.variable(args.keep(variable_));
  args.option(
      value_, fmt::format("--{}", name_), "SECRET",
      args.keep(fmt::format("the {} itself, where others may see it in the list of processes", what)));
}

std::optional<SecretString> SecretOption::read(Context& context) const {
  if (auto secret = read_flags(context)) return secret;
  if (variable_.empty()) return std::nullopt;
  auto value = context.env().get(variable_);
  return value ? std::optional(SecretString::take(*std::move(value))) : std::nullopt;
}

std::optional<SecretString> SecretOption::read_flags(Context& context) const {
  if (int{from_stdin_} + int{file_.has_value()} + int{value_.has_value()} > 1) {
    throw usage_error(fmt::format("the {} is given in more than one way", words()),
                      fmt::format("give one of {}", ways()));
  }
  if (from_stdin_) return read_secret_from_stdin(context, words());
  if (file_) {
    SecretString secret = read_secret_file(*file_, session::kLargestSecret);
    secret.truncate(without_line_end(secret.reveal()).size());
    return checked(std::move(secret), words());
  }
  if (!value_) return std::nullopt;
  if (context.io().err_is_terminal) {
    context.warn(fmt::format("--{} shows the {} to everybody on this machine; --{}-stdin does not", name_,
                             words(), name_));
  }
  return checked(SecretString(*value_), words());
}

std::string SecretOption::ways() const {
  std::string ways = fmt::format("--{}-stdin, --{}-file FILE", name_, name_);
  if (!variable_.empty()) ways += " or " + variable_;
  return ways;
}

std::string SecretOption::words() const {
  std::string words = name_;
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

void check_one_stdin(std::initializer_list<bool> wanting) {
  if (std::count(wanting.begin(), wanting.end(), true) > 1) {
    throw usage_error("standard input holds one secret, and more than one option wants it",
                      "give the others by --…-file or by variable");
  }
}

SecretString read_secret_from_stdin(Context& context, std::string_view what) {
  SecretString secret =
      SecretString::take(read_all(context.io().in, session::kLargestSecret, "standard input"));
  secret.truncate(without_line_end(secret.reveal()).size());
  return checked(std::move(secret), what);
}

}  // namespace cauth::cli
