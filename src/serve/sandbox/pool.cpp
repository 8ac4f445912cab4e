#include "serve/sandbox/pool.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::array<std::pair<UserStatus, std::string_view>, 4> kStatusNames = {{
    {UserStatus::unconfirmed, "UNCONFIRMED"},
    {UserStatus::confirmed, "CONFIRMED"},
    {UserStatus::force_change_password, "FORCE_CHANGE_PASSWORD"},
    {UserStatus::reset_required, "RESET_REQUIRED"},
}};

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-policies.html; an inner space
// counts as a symbol.
constexpr std::string_view kSymbols = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+- ";
constexpr std::string_view kUppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLowercase = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kNumbers = "0123456789";

}  // namespace

std::string_view name_of(UserStatus status) {
  const auto* found = std::find_if(kStatusNames.begin(), kStatusNames.end(),
                                   [&](const auto& row) { return row.first == status; });
  return found->second;
}

std::optional<UserStatus> user_status_named(std::string_view name) {
  for (const auto& row : kStatusNames) {
    if (row.second == name) return row.first;
  }
  return std::nullopt;
}

User* Pool::find_user(std::string_view name) {
  if (const auto found = users.find(name); found != users.end()) return &found->second;
  for (const auto& alias : alias_attributes) {
    if (User* user = find_by_alias(alias, name)) return user;
  }
  return nullptr;
}

User* Pool::find_by_alias(std::string_view attribute, std::string_view value) {
  if (!is_alias(attribute)) return nullptr;
  const std::string name(attribute);
  for (auto& entry : users) {
    const auto& attributes = entry.second.attributes;
    const auto found = attributes.find(name);
    const auto verified = attributes.find(name + "_verified");
    // preferred_username is an alias that nobody verifies.
    const bool counts =
        name == "preferred_username" || (verified != attributes.end() && verified->second == "true");
    if (found != attributes.end() && found->second == value && counts) return &entry.second;
  }
  return nullptr;
}

bool Pool::is_alias(std::string_view attribute) const {
  return std::find(alias_attributes.begin(), alias_attributes.end(), attribute) != alias_attributes.end();
}

bool Pool::verifies(std::string_view attribute) const {
  return std::find(auto_verified_attributes.begin(), auto_verified_attributes.end(), attribute) !=
         auto_verified_attributes.end();
}

std::vector<std::string> missing_attributes(const Pool& pool, const User& user) {
  std::vector<std::string> missing;
  for (const auto& name : pool.required_attributes) {
    if (user.attributes.find(name) == user.attributes.end()) missing.push_back(name);
  }
  return missing;
}

std::string password_problem(const PasswordPolicy& policy, std::string_view password) {
  const auto lacks = [&](bool required, std::string_view characters) {
    return required && password.find_first_of(characters) == std::string_view::npos;
  };
  if (password.size() < policy.minimum_length) return "Password not long enough";
  if (lacks(policy.require_lowercase, kLowercase)) return "Password must have lowercase characters";
  if (lacks(policy.require_uppercase, kUppercase)) return "Password must have uppercase characters";
  if (lacks(policy.require_numbers, kNumbers)) return "Password must have numeric characters";
  if (lacks(policy.require_symbols, kSymbols)) return "Password must have symbol characters";
  return {};
}

}  // namespace cauth::serve::sandbox
