#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// One -d, --data-raw, --data-binary or --json, in the line's order.
struct DataPart {
  enum class Kind { text, raw, binary, json } kind = Kind::text;
  std::string value;
};

/// What was typed. Nothing is looked up or opened here.
struct Options {
  std::vector<std::string> urls;
  std::optional<std::string> method;
  std::vector<std::string> headers;
  std::vector<DataPart> data;
  bool data_in_query = false;  ///< -G
  bool head = false;
  std::optional<std::string> user;
  std::optional<std::string> user_agent;

  std::optional<std::string> output_file;
  bool include_head = false;
  bool silent = false;
  bool show_error = false;
  bool fail = false;
  bool fail_with_body = false;

  bool follow = false;
  int most_redirects = 50;
  std::chrono::milliseconds connect_timeout{0};
  std::chrono::milliseconds total_timeout{0};
  bool insecure = false;
  std::string ca_file;

  std::optional<std::string> token_use;  ///< id, access or none
  std::optional<std::string> auth_header;
  std::optional<std::string> header_name;
  bool no_renew = false;
  bool allow_http = false;
  bool json_errors = false;

  /// Errors of the transfer and remarks on its answer go to stderr.
  bool talks() const { return !silent || show_error; }
};

/// One option: what the parser, the help and the completions need, and what it does.
struct OptionRow {
  std::string_view names;       ///< "-d,--data"
  std::string_view value_name;  ///< empty: a flag
  std::string_view help;
  void (*apply)(Options& options, std::string value);  ///< Error{usage} for a value that is none
  bool repeatable = false;
  bool takes_file = false;
  std::string_view choices = {};  ///< by spaces
};

/// curl's options, meaning what they mean to curl 7.88, then ours.
const std::vector<OptionRow>& option_rows();

}  // namespace cauth::call
