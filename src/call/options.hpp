#pragma once

#include "base/secret.hpp"
#include "call/expectations.hpp"
#include "call/test_report.hpp"
#include "http/curl_options.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// One -d, --data-raw, --data-binary, --data-urlencode or --json, in the line's order.
struct DataPart {
  enum class Kind { text, raw, binary, urlencode, json } kind = Kind::text;
  std::string value;
};

/// One -F or --form-string.
struct FormField {
  std::string text;      ///< "name=content"
  bool literal = false;  ///< @, < and ; have no meaning
};

/// An address with what belongs to it by its place on the line: the first -o, -O or -T to the first address.
struct Place {
  std::optional<std::string> url;
  std::optional<std::string> output;  ///< -o
  bool remote_name = false;           ///< -O
  bool output_given = false;          ///< -o or -O or --no-remote-name stood there
  std::optional<std::string> upload;  ///< -T
  bool upload_given = false;          ///< -T stood there; one with an empty name sends nothing
};

/// -C: where to go on.
struct Resume {
  bool where_the_file_ends = false;  ///< "-"
  std::int64_t from = 0;
};

/// --retry and its kin.
struct Retry {
  long count = 0;
  std::chrono::seconds delay{0};       ///< 0: 1 s, then twice as long each time
  std::chrono::seconds time_limit{0};  ///< 0: none
  bool all_errors = false;
  bool refused_connections = false;
};

/// --until: the request is made again until its answer is as expected, or the time is over.
struct Until {
  std::chrono::milliseconds time{0};  ///< 0: it is made once
  std::chrono::milliseconds interval{1000};
};

/// What was typed for a group of addresses: all there are, or those up to a --next. Nothing is looked up or
/// opened here.
struct Options {
  std::vector<Place> places;
  std::size_t next_url = 0, next_output = 0, next_upload = 0;  ///< which of `places` takes the next one
  bool remote_name_all = false;

  std::optional<std::string> method;
  std::vector<std::string> headers;
  std::vector<DataPart> data;
  bool data_in_query = false;  ///< -G
  std::vector<std::string> query;
  std::vector<FormField> form;
  bool form_escape = false;
  bool head = false;
  bool no_globbing = false;
  std::optional<SecretString> user;
  std::optional<std::string> user_agent;
  std::optional<std::string> referer;
  bool auto_referer = false;
  std::vector<std::string> cookies, cookie_files;
  std::optional<std::string> cookie_jar;
  bool drop_session_cookies = false;
  std::optional<std::string> etag_compare, etag_save;

  bool include_head = false;
  std::optional<std::string> dump_head;
  std::optional<std::string> output_folder;
  bool create_folders = false;
  /// Files that are there already. Usual: overwritten, but not where the answer names the file.
  enum class Clobber { usual, always, never } clobber = Clobber::usual;
  bool name_from_answer = false;
  bool remove_on_error = false;
  bool remote_time = false;
  bool note_origin = false;  ///< in extended attributes of the file
  std::optional<Resume> resume;
  std::optional<std::string> write_out;
  bool fail = false;
  bool fail_with_body = false;

  bool follow = false;
  bool trust_redirects = false;  ///< --location-trusted
  int most_redirects = 50;
  bool keep_post_301 = false, keep_post_302 = false, keep_post_303 = false;
  std::optional<std::string> redirect_schemes;  ///< --proto-redir
  Retry retry;
  std::chrono::milliseconds connect_timeout{0};
  std::chrono::milliseconds total_timeout{0};
  bool insecure = false;
  std::string ca_file, ca_folder;
  std::vector<http::CurlOption> curl;  ///< what libcurl alone understands

  std::optional<std::string> token_use;  ///< id, access or none
  std::optional<std::string> auth_header;
  std::optional<std::string> header_name;
  bool no_renew = false;
  bool allow_http = false;

  Expectations expect;
  Until until;
  std::optional<std::string> test_name;
};

/// A whole line: its groups, and what is for all of them.
struct Line {
  Line() { groups.emplace_back(); }
  std::vector<Options> groups;

  bool silent = false;
  bool show_error = false;
  bool fail_early = false;
  std::chrono::milliseconds between{0};  ///< --rate: from the begin of one transfer to that of the next
  bool parallel = false;
  bool parallel_immediate = false;
  long parallel_most = 50;
  enum class Meter { usual, bar, none } meter = Meter::usual;
  std::optional<std::string> stderr_file;
  struct TraceFile {
    std::string name;
    bool hexadecimal = false;  ///< --trace, not --trace-ascii
  };
  std::optional<TraceFile> trace;
  bool trace_time = false;
  bool json_errors = false;
  std::vector<ReportFile> reports;
  std::string suite = "cauth";
  bool explain = false;              ///< --explain
  std::vector<std::string> remarks;  ///< on what was passed over while reading, a line each

  /// The group that options of the line go to.
  Options& group() { return groups.back(); }
  /// Errors of a transfer and remarks on its answer go to stderr.
  bool talks() const { return !silent || show_error; }
};

}  // namespace cauth::call
