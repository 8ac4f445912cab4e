#pragma once

#include "base/json.hpp"
#include "serve/sandbox/state.hpp"

#include <string>
#include <string_view>

// Codes that the service sends to an address, and takes back as a proof that it arrives there.
namespace cauth::serve::sandbox {

// What a code is for; one for an attribute has the attribute's name.
constexpr std::string_view kSignUpCode = "sign_up";
constexpr std::string_view kPasswordCode = "password";

std::string six_digits(Random& random);

/// As the service shows where a code went: "+*******0123", "a***@e***".
std::string masked(std::string_view destination);

/// Puts a new code for that purpose into the outbox, to the user's "email" or "phone_number": the
/// CodeDeliveryDetails. It takes the place of the one before.
Json send_code(State& state, const Pool& pool, User& user, std::string_view purpose,
               const std::string& attribute);

/// What is said of a user who does not exist, where the client hides that.
Json made_up_delivery(std::string_view username);

/// Uses the code up: the attribute that it was sent to. Error: CodeMismatchException, ExpiredCodeException
/// (also when none was sent), LimitExceededException after too many wrong ones.
std::string take_code(User& user, std::string_view purpose, std::string_view code, TimePoint now);

/// "email" is "email_verified" from now on, and nobody else's alias. Error: AliasExistsException, unless it
/// may be taken from the other user.
void mark_verified(Pool& pool, User& user, const std::string& attribute, bool take_alias);

}  // namespace cauth::serve::sandbox
