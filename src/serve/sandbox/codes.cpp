#include "serve/sandbox/codes.hpp"

#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>

namespace cauth::serve::sandbox {
namespace {

constexpr int kWrongGuessesAllowed = 5;

// https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html: a day, and an
// hour for passwords.
std::chrono::seconds validity_of(std::string_view purpose) {
  return purpose == kPasswordCode ? std::chrono::hours(1) : std::chrono::hours(24);
}

Json delivery_details(const std::string& attribute, std::string_view destination) {
  return {{"AttributeName", attribute},
          {"DeliveryMedium", attribute == "email" ? "EMAIL" : "SMS"},
          {"Destination", masked(destination)}};
}

}  // namespace

std::string six_digits(Random& random) {
  unsigned number = 0;
  for (const char octet : random_octets(random, 4)) number = number * 256 + static_cast<unsigned char>(octet);
  constexpr unsigned kMillion = 1'000'000;
  return fmt::format("{:06}", number % kMillion);
}

std::string masked(std::string_view destination) {
  if (const auto at = destination.find('@'); at != std::string_view::npos && at > 0) {
    return fmt::format("{}***@{}***", destination.substr(0, 1), destination.substr(at + 1, 1));
  }
  constexpr std::size_t kShown = 4;
  std::string text(destination);
  for (std::size_t at = 1; at + kShown < text.size(); ++at) text[at] = '*';
  return text;
}

Json send_code(State& state, const Pool& pool, User& user, std::string_view purpose,
               const std::string& attribute) {
  SentCode sent{.code = pool.fixed_code ? *pool.fixed_code : six_digits(state.random),
                .attribute = attribute,
                .expires = state.now() + validity_of(purpose)};
  const std::string destination = user.attributes[attribute];
  state.send({.pool_id = pool.id,
              .username = user.username,
              .medium = attribute == "email" ? "EMAIL" : "SMS",
              .destination = destination,
              .what = "code",
              .secret = sent.code});
  user.codes.insert_or_assign(std::string(purpose), std::move(sent));
  return delivery_details(attribute, destination);
}

Json made_up_delivery(std::string_view username) {
  const std::string letter(username.substr(0, 1));
  return delivery_details("email", letter + "@" + letter);
}

std::string take_code(User& user, std::string_view purpose, std::string_view code, TimePoint now) {
  const auto found = user.codes.find(purpose);
  if (found == user.codes.end() || now >= found->second.expires) {
    throw refusal("ExpiredCodeException", "Invalid code provided, please request a code again.");
  }
  if (found->second.wrong_answers >= kWrongGuessesAllowed) {
    throw refusal("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  }
  if (found->second.code != code) {
    ++found->second.wrong_answers;
    throw refusal("CodeMismatchException", "Invalid verification code provided, please try again.");
  }
  std::string attribute = found->second.attribute;
  user.codes.erase(found);
  return attribute;
}

void mark_verified(Pool& pool, User& user, const std::string& attribute, bool take_alias) {
  User* other = pool.find_by_alias(attribute, user.attributes[attribute]);
  if (other != nullptr && other != &user) {
    if (!take_alias) {
      throw refusal("AliasExistsException",
                    fmt::format("An account with the given {} already exists.", attribute));
    }
    other->attributes[attribute + "_verified"] = "false";
  }
  user.attributes[attribute + "_verified"] = "true";
}

}  // namespace cauth::serve::sandbox
