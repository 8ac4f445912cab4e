#pragma once

#include "serve/sandbox/pool.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// SECRET_HASH, for exactly that username (`hash` null: none came). Error: NotAuthorizedException in
/// Cognito's words when it is missing, wrong, or not wanted.
void check_secret_hash(const Client& client, std::string_view username, const std::string* hash);
/// The same for a renewal, whose words differ.
void check_renewal_secret_hash(const Client& client, std::string_view username, const std::string* hash);
/// The raw secret, for operations that take that (`secret` null: none came).
void check_client_secret(const Client& client, const std::string* secret);

/// Lets the user in whose password was proven, with the lock after too many wrong ones. `user` null: unknown,
/// which the client may want hidden. `proves`: is it the right one? Asked unless the user is locked out. The
/// user, enabled and confirmed; otherwise an Error in Cognito's words.
User& admit(const Pool& pool, const Client& client, User* user, TimePoint now,
            const std::function<bool(const User&)>& proves);

/// The same for a password as it is.
User& check_password(const Pool& pool, const Client& client, User* user, std::string_view password,
                     TimePoint now);

/// Error: InvalidPasswordException when the policy does not like it.
void check_new_password(const Pool& pool, std::string_view password);

/// Sets a password: permanent or to be changed at the next sign-in.
void set_password(User& user, std::string password, UserStatus status, TimePoint now);

}  // namespace cauth::serve::sandbox
