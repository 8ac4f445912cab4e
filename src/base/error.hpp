#pragma once

#include <exception>
#include <string>
#include <utility>

namespace cauth {

/// What kind of failure it is. Every kind has one exit status: see exit_code().
enum class Category { usage, refused, action_needed, transport, temporary, interrupted, internal };

/// The only thing that cauth throws.
///
/// `what_failed` says in the user's words what did not work: lower case, no full stop, names in quotes, never
/// a secret. `hint` says what to do next, or is empty.
struct Error : std::exception {
  Error(Category category_, std::string what_failed_, std::string hint_ = {})
      : category(category_), what_failed(std::move(what_failed_)), hint(std::move(hint_)) {}

  const char* what() const noexcept override { return what_failed.c_str(); }

  Category category;
  std::string what_failed;
  std::string hint;
  std::string code;             ///< the service's own name of the error ("NotAuthorizedException"), or empty
  std::string operation;        ///< the API operation that was refused ("InitiateAuth"), or empty
  std::string service_message;  ///< the service's own words, or empty
  std::string request_id;       ///< x-amzn-requestid, or empty
  int detail = 0;               ///< transport: the CURLcode; interrupted: the signal's number
};

/// The exit status that stands for the error: 2 usage, 3 refused, 4 action needed, 5 and up the CURLcode
/// (curl's 1 to 4 come out as 2), 75 temporary, 128 + signal interrupted, 70 internal.
int exit_code(const Error& error);

Error usage_error(std::string what_failed, std::string hint = {});

}  // namespace cauth
