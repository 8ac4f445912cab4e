#pragma once

#include "call/options.hpp"
#include "call/request_parts.hpp"
#include "http/body.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// What a group's options name and all its requests share, read once.
struct GroupParts {
  HeaderLines headers;
  std::optional<SecretString> body;
  std::optional<std::string> body_file;  ///< instead: a file that is sent as it stands
  std::string query;                     ///< to be added to each address; -G's data or --url-query
  std::optional<http::Form> form;
  std::optional<std::string> write_out;  ///< -w's format
  std::string_view method;               ///< that the options imply, for the check that they agree
};

/// Error{usage} for options that ask for two methods at once, Error{transport, 26} for a file that is not
/// there.
GroupParts read_group(const Options& options, const PartsWorld& world);

/// The same for the -T of one address.
void check_upload_alone(const GroupParts& parts);

}  // namespace cauth::call
