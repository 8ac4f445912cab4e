#include "call/group_parts.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/plain_file.hpp"
#include "base/text.hpp"
#include "call/form_syntax.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kFormatLimitBytes = std::size_t{1} << 20U;

constexpr std::string_view kHead = "HEAD (-I)";
constexpr std::string_view kPost = "POST (-d)";
constexpr std::string_view kForm = "POST (-F)";
constexpr std::string_view kGet = "GET (-G)";
constexpr std::string_view kPut = "PUT (-T)";

// Asks for a method; whoever comes second has to agree.
void ask_for(std::string_view& method, std::string_view wanted) {
  if (!method.empty() && method != wanted) {
    throw usage_error(fmt::format("the options ask for {} and for {}", method, wanted),
                      "leave out one of them; -G puts the data into the query instead");
  }
  method = wanted;
}

std::string_view implied_method(const Options& options) {
  std::string_view method;
  if (options.head) ask_for(method, kHead);
  if (!options.form.empty()) ask_for(method, kForm);
  if (!options.data.empty()) ask_for(method, !options.data_in_query ? kPost : options.head ? kHead : kGet);
  return method;
}

void add_json_headers(const Options& options, HeaderLines& headers) {
  const bool json = std::any_of(options.data.begin(), options.data.end(),
                                [](const DataPart& part) { return part.kind == DataPart::Kind::json; });
  if (!json) return;
  for (const auto* name : {"Content-Type", "Accept"}) {
    if (!headers.mentions(name)) headers.headers.add(name, "application/json");
  }
}

bool is_line_end(char character) {
  return character == '\r' || character == '\n' || character == '\0';
}

// The ETag of the last time; a file that is not there, or empty, is one that matches nothing.
void add_etag(const Options& options, HeaderLines& headers) {
  if (!options.etag_compare) return;
  const auto text = read_file_if_there(*options.etag_compare, kFormatLimitBytes);
  if (!text && !options.etag_save) {
    Error error(Category::transport, fmt::format("cannot read the ETag in \"{}\": there is no such file",
                                                 printable(*options.etag_compare)));
    error.detail = curl_exit::kReadError;
    throw error;
  }
  std::string etag = text.value_or("");
  std::erase_if(etag, is_line_end);
  headers.headers.add("If-None-Match", etag.empty() ? "\"\"" : etag);
}

std::optional<std::string> read_format(const Options& options, const PartsWorld& world) {
  if (!options.write_out || !options.write_out->starts_with('@')) return options.write_out;
  const std::string name = options.write_out->substr(1);
  std::optional<std::string> text;
  if (name == "-") {
    text = read_all(world.in, kFormatLimitBytes, "standard input");
  } else {
    text = read_file_if_there(name, kFormatLimitBytes);
  }
  if (!text)
    world.remark(fmt::format("there is no file \"{}\" to read the format of -w from", printable(name)));
  // As curl reads it: lines are for the eye alone.
  std::string format = text.value_or("");
  std::erase_if(format, is_line_end);
  return format;
}

// --data-binary @FILE alone: read while it is sent, so that its length costs no memory.
std::optional<std::string> file_as_body(const Options& options) {
  if (options.data.size() != 1 || options.data_in_query) return std::nullopt;
  const DataPart& part = options.data.front();
  const bool as_it_stands = part.kind == DataPart::Kind::binary || part.kind == DataPart::Kind::json;
  if (!as_it_stands || !part.value.starts_with('@')) return std::nullopt;
  std::string name = part.value.substr(1);
  if (name == "-" || !is_regular_file(name)) return std::nullopt;
  return name;
}

}  // namespace

GroupParts read_group(const Options& options, const PartsWorld& world) {
  const auto body_file = file_as_body(options);
  GroupParts parts{.headers = read_headers(options.headers, world),
                   .body = body_file ? std::nullopt : read_body(options.data, world),
                   .body_file = body_file,
                   .query = {},
                   .form = {},
                   .write_out = read_format(options, world),
                   .method = implied_method(options)};
  if (options.data_in_query && parts.body) {
    parts.query = parts.body->reveal();
    parts.body.reset();
  } else {
    parts.query = read_query(options.query, world);
  }
  add_json_headers(options, parts.headers);
  add_etag(options, parts.headers);
  if (!options.form.empty()) {
    parts.form = read_form(options.form, {.in = world.in, .remark = world.remark});
    parts.form->escape_with_backslash = options.form_escape;
  }
  return parts;
}

void check_upload_alone(const GroupParts& parts) {
  std::string_view method = parts.method;
  ask_for(method, kPut);
}

}  // namespace cauth::call
