#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth::http {

/// One of curl's options that libcurl alone understands: what a parser, the help and the rules about tokens
/// need to know of it. All of them stand in curl_options.def, a line each.
struct CurlOptionRow {
  std::string_view names;       ///< "-4,--ipv4", as curl spells them
  std::string_view value_name;  ///< empty: a flag
  std::string_view help;
  bool negatable = false;    ///< curl takes its opposite too: `negated_name`
  bool repeatable = false;   ///< every one counts, not the last alone
  bool takes_file = false;   ///< the value names a file or folder
  bool secret = false;       ///< the value is one, or holds one
  bool credential = false;   ///< brings credentials for the server, so that no token of ours is wanted
  bool reroutes = false;     ///< may lead the request elsewhere than its address says
  bool unix_socket = false;  ///< the request stays on this machine
};

/// One that was given. Made by `curl_option`.
struct CurlOption {
  std::size_t row = 0;  ///< in curl_option_rows()
  SecretString value;
  bool on = true;  ///< false: the opposite (--no-…)

  CurlOption clone() const { return {.row = row, .value = value.clone(), .on = on}; }
};

std::span<const CurlOptionRow> curl_option_rows();

/// Has a list of names, "-4,--ipv4", this one?
bool has_name(std::string_view names, std::string_view name);

/// The row of that name ("--ipv4", "-4", or the opposite's name).
std::optional<std::size_t> find_curl_option(std::string_view name);

/// "--no-tcp-nodelay" for "--tcp-nodelay", "--keepalive" for "--no-keepalive".
std::string negated_name(const CurlOptionRow& row);

/// A given option, whose value has been checked as far as that needs no libcurl: Error{usage} for a number
/// that is none and the like.
CurlOption curl_option(std::size_t row, std::string value, bool on = true);

/// Is one of them of the kind that `which` points to: `any_of(options, &CurlOptionRow::reroutes)`?
bool any_of(std::span<const CurlOption> options, bool CurlOptionRow::*which);

}  // namespace cauth::http
