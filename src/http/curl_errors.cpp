#include "http/curl_errors.hpp"

#include "base/text.hpp"
#include "base/url.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace cauth::http {
namespace {

// `{0}` is the host (with a port that is not the scheme's own), `{1}` the reason. An empty hint: none.
struct Row {
  int code;
  const char* what;
  const char* hint;
};

constexpr std::array kErrorRows{
    Row{CURLE_UNSUPPORTED_PROTOCOL, "the address is neither http nor https, or the answer was not HTTP", ""},
    Row{CURLE_URL_MALFORMAT, "the address is not a URL",
        "spaces and other odd characters must be percent-encoded (%20), in what -G puts into it too"},
    Row{CURLE_COULDNT_RESOLVE_PROXY, "cannot find the proxy: {1}",
        "check the name in HTTPS_PROXY, HTTP_PROXY or --proxy"},
    Row{CURLE_COULDNT_RESOLVE_HOST, "cannot find the host \"{0}\"",
        "check its spelling (a wrong region, maybe) and that this machine has a network and DNS"},
    Row{CURLE_COULDNT_CONNECT, "cannot connect to \"{0}\"",
        "check host and port, that the server runs, and whether a proxy is needed"},
    Row{CURLE_WEIRD_SERVER_REPLY, "\"{0}\" answered with something that is not HTTP", ""},
    Row{CURLE_PARTIAL_FILE, "the answer of \"{0}\" was cut off before its end", "try again"},
    Row{CURLE_OPERATION_TIMEDOUT, "\"{0}\" did not answer in time", "allow more time, or check the network"},
    Row{CURLE_RANGE_ERROR, "\"{0}\" sends no parts of a file: the download cannot go on where it ended",
        "without -C it begins anew"},
    Row{CURLE_SSL_CONNECT_ERROR, "no TLS connection to \"{0}\" came about: {1}",
        "check that this port speaks https, not http"},
    Row{CURLE_GOT_NOTHING, "\"{0}\" closed the connection without an answer",
        "check that this port speaks the scheme of the address (http, https)"},
    Row{CURLE_SEND_ERROR, "the connection to \"{0}\" broke while sending", "try again"},
    Row{CURLE_RECV_ERROR, "the connection to \"{0}\" broke before the answer was whole", "try again"},
    Row{CURLE_SSL_CERTPROBLEM, "the client certificate cannot be used: {1}", ""},
    Row{CURLE_PEER_FAILED_VERIFICATION, "the certificate of \"{0}\" is not trusted: {1}",
        "if the server is your own, name its CA's certificate: --cacert FILE for `call`, AWS_CA_BUNDLE for "
        "Cognito"},
    Row{CURLE_SSL_CACERT_BADFILE, "the file of CA certificates cannot be read: {1}", ""},
    Row{CURLE_HTTP2, "HTTP/2 with \"{0}\" failed: {1}", "try again"},
    Row{CURLE_HTTP2_STREAM, "HTTP/2 with \"{0}\" failed: {1}", "try again"},
};

std::string host_of(std::string_view address) {
  const auto url = parse_typed_url(address);
  if (!url) return printable(address);
  const std::string origin = url->origin();
  return origin.substr(origin.find("://") + 3);
}

// OpenSSL's "error:0A00010B:SSL routines::wrong version number" and libcurl's own prefixes say little.
std::string plain_reason(std::string_view reason) {
  constexpr std::array<std::string_view, 2> kPrefixes{"SSL certificate problem: ", "SSL: "};
  for (const auto prefix : kPrefixes) {
    if (reason.starts_with(prefix)) reason.remove_prefix(prefix.size());
  }
  if (const auto routine = reason.rfind("::");
      routine != std::string_view::npos && reason.starts_with("error:"))
    reason.remove_prefix(routine + 2);
  while (!reason.empty() && (reason.back() == '.' || is_space(reason.back()))) reason.remove_suffix(1);
  std::string text = printable(reason);
  // "Connection reset" begins a sentence of its own; "TLS", "HTTP/2" do not.
  const bool word = text.size() > 1 && ascii_lower(text[1]) == text[1];
  if (word) text[0] = ascii_lower(text[0]);
  return text.empty() ? "no reason was given" : text;
}

}  // namespace

Error transport_error(int code, std::string_view url, std::string_view reason) {
  const auto* row =
      std::find_if(kErrorRows.begin(), kErrorRows.end(), [&](const Row& each) { return each.code == code; });
  const std::string host = host_of(url);
  const std::string why = plain_reason(reason);
  Error error(Category::transport, fmt::format("the request to \"{}\" failed: {}", host, why));
  if (row != kErrorRows.end()) {
    error.what_failed = fmt::format(fmt::runtime(row->what), host, why);
    error.hint = row->hint;
  }
  error.detail = code;
  return error;
}

}  // namespace cauth::http
