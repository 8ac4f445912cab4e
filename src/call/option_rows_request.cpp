#include "call/option_table.hpp"
#include "call/places.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cauth::call {
namespace {

// The place that the next -o, -O, -T or address belongs to: the first one that has none yet.
template <class Taken>
Place& next_place(Options& options, std::size_t& next, Taken taken) {
  while (next < options.places.size() && taken(options.places[next])) ++next;
  if (next == options.places.size()) options.places.push_back({.remote_name = options.remote_name_all});
  return options.places[next];
}

void add_url(Line& line, Given given) {
  Options& group = line.group();
  next_place(group, group.next_url, [](const Place& place) { return place.url.has_value(); }).url =
      std::move(given.value);
}

void add_upload(Line& line, Given given) {
  Options& group = line.group();
  Place& place = next_place(group, group.next_upload, [](const Place& each) { return each.upload_given; });
  place.upload_given = true;
  if (!given.value.empty()) place.upload = std::move(given.value);
}

template <DataPart::Kind kind>
void add_data(Line& line, Given given) {
  line.group().data.push_back({.kind = kind, .value = std::move(given.value)});
}

template <bool literal>
void add_field(Line& line, Given given) {
  line.group().form.push_back({.text = std::move(given.value), .literal = literal});
}

// "URL;auto": that URL at first, and at each redirect the address that led there.
void set_referer(Line& line, Given given) {
  Options& group = line.group();
  const auto automatic = given.value.find(";auto");
  group.auto_referer = automatic != std::string::npos;
  given.value.resize(std::min(automatic, given.value.size()));
  group.referer.reset();
  if (!given.value.empty()) group.referer = std::move(given.value);
}

// "name=value" are cookies, everything else is the name of a file with some.
void add_cookies(Line& line, Given given) {
  Options& group = line.group();
  if (given.value.starts_with('@')) {
    group.cookie_files.push_back(given.value.substr(1));
  } else if (given.value.find('=') != std::string::npos) {
    group.cookies.push_back(std::move(given.value));
  } else {
    group.cookie_files.push_back(std::move(given.value));
  }
}

}  // namespace

Place& next_output_place(Options& options) {
  return next_place(options, options.next_output, [](const Place& place) { return place.output_given; });
}

// clang-format off
std::span<const OptionRow> request_rows() {
  using Kind = DataPart::Kind;
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"--url", "URL", "address to call, as the plain word is", add_url, true},
      {"-X,--request", "METHOD", "request method",
       [](Line& l, Given g) { l.group().method = std::move(g.value); }},
      {"-H,--header", "LINE", "header to send; \"Name:\" leaves one out, \"Name;\" sends it empty, @FILE reads lines",
       [](Line& l, Given g) { l.group().headers.push_back(std::move(g.value)); }, true},
      {"-d,--data", "DATA", "body to POST; @FILE and @- read it without line ends; repeated ones are joined by &",
       add_data<Kind::text>, true},
      {"--data-ascii", "DATA", "the same as --data", add_data<Kind::text>, true},
      {"--data-raw", "DATA", "as --data, with no special meaning for @", add_data<Kind::raw>, true},
      {"--data-binary", "DATA", "as --data, with files as they are", add_data<Kind::binary>, true},
      {"--data-urlencode", "DATA", "as --data, percent-encoded: TEXT, NAME=TEXT, @FILE or NAME@FILE",
       add_data<Kind::urlencode>, true},
      {"--json", "DATA", "JSON body to POST, with Content-Type and Accept for it", add_data<Kind::json>, true},
      {"-G,--get", "", "put the data into the URL's query and use GET",
       [](Line& l, Given g) { l.group().data_in_query = g.on; }},
      {"--url-query", "DATA", "add to the URL's query, as --data-urlencode encodes; +TEXT as it stands",
       [](Line& l, Given g) { l.group().query.push_back(std::move(g.value)); }, true},
      {"-F,--form", "NAME=CONTENT", "multipart/form-data: NAME=TEXT, NAME=@FILE to upload, NAME=<FILE for its text; ;type= ;filename= ;headers= ;encoder=",
       add_field<false>, true},
      {"--form-string", "NAME=TEXT", "as --form, with the text as it stands", add_field<true>, true},
      {"--form-escape", "", "write quotes in names of --form as \\\", not %22",
       [](Line& l, Given g) { l.group().form_escape = g.on; }},
      {"-T,--upload-file", "FILE", "PUT this file; - is standard input; its name is added to a URL that ends in /",
       add_upload, true, true},
      {"-I,--head", "", "ask for the headers alone",
       [](Line& l, Given g) { l.group().head = g.on; }},
      {"-u,--user", "USER:PASSWORD", "credentials of your own; no token is sent then",
       [](Line& l, Given g) { l.group().user = SecretString::take(std::move(g.value)); }},
      {"-A,--user-agent", "NAME", "name to send as User-Agent; empty sends none",
       [](Line& l, Given g) { l.group().user_agent = std::move(g.value); }},
      {"-e,--referer", "URL", "address to send as Referer; \";auto\" at its end names each redirect's origin", set_referer},
      {"-b,--cookie", "DATA", "cookies to send, \"a=1; b=2\", or a file to read them from", add_cookies, true},
      {"-c,--cookie-jar", "FILE", "file to keep the cookies in at the end; - is standard output",
       [](Line& l, Given g) { l.group().cookie_jar = std::move(g.value); }, false, true},
      {"-j,--junk-session-cookies", "", "leave session cookies out of what --cookie reads",
       [](Line& l, Given g) { l.group().drop_session_cookies = g.on; }},
      {"-g,--globoff", "", "braces and brackets in addresses stand for themselves",
       [](Line& l, Given g) { l.group().no_globbing = g.on; }},
      {"--etag-compare", "FILE", "ask only for what has another ETag than the one in this file",
       [](Line& l, Given g) { l.group().etag_compare = std::move(g.value); }, false, true},
      {"--etag-save", "FILE", "keep the answer's ETag in this file",
       [](Line& l, Given g) { l.group().etag_save = std::move(g.value); }, false, true},
  });
  return kRows;
}
// clang-format on

}  // namespace cauth::call
