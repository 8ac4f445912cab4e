#include "base/json.hpp"
#include "cognito/conversation.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::cognito {
namespace {

constexpr std::string_view kPrefix = "userAttributes.";

// Both parameters are JSON inside a string. One that is missing or empty says nothing.
Json read_parameter(const Challenge& challenge, std::string_view key) {
  const std::string* text = challenge.parameter(key);
  if (text == nullptr || text->empty()) return {};
  ParsedJson parsed = parse_json(*text);
  if (!parsed) throw strange_answer(fmt::format("\"{}\" of {} is no JSON", key, challenge.name));
  return std::move(*parsed);
}

// Their names with the prefix. An emulator may leave the prefix out.
std::vector<std::string> required_attributes(const Challenge& challenge) {
  std::vector<std::string> names;
  for (const auto& item : read_parameter(challenge, "requiredAttributes")) {
    const auto* name = item.get_ptr<const Json::string_t*>();
    if (name == nullptr) throw strange_answer("a required attribute has no name");
    names.push_back(name->starts_with(kPrefix) ? *name : std::string(kPrefix) + *name);
  }
  return names;
}

// Sending back one that exists is refused: "Cannot modify an already provided email".
bool exists(const Json& attributes, std::string_view key) {
  return !string_member_or(attributes, key.substr(kPrefix.size()), "").empty();
}

}  // namespace

// All that is missing is asked for, also where nobody answers: the message names it in one go.
std::optional<Answers> new_password(const Challenge& challenge, Conversation& conversation) {
  const Json attributes = read_parameter(challenge, "userAttributes");
  Answers answers;
  bool complete = true;
  const auto ask = [&](const Question& question) {
    auto answer = conversation.inputs.get(question);
    if (answer) answers.insert_or_assign(question.key, std::move(*answer));
    complete = complete && answers.contains(question.key);
  };
  ask({.key = "NEW_PASSWORD", .prompt = "New password", .secret = true, .repeat = true});
  for (const auto& key : required_attributes(challenge)) {
    if (!exists(attributes, key)) ask({.key = key, .prompt = key.substr(kPrefix.size())});
  }
  for (const auto& key : conversation.inputs.offered(kPrefix)) {
    if (!exists(attributes, key) && !answers.contains(key)) ask({.key = key, .prompt = key});
  }
  if (!complete) return {};
  return answers;
}

}  // namespace cauth::cognito
