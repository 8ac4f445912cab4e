#include "aws/sigv4.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "crypto/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cauth::aws {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kTerminator = "aws4_request";

std::string hex_sha256(std::string_view octets) {
  return hex_encode(crypto::octets(crypto::sha256(octets)));
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  while (!text.empty()) {
    const auto octet = text.front() == '%' ? hex_decode(text.substr(1, 2)) : std::nullopt;
    const bool whole = octet && octet->size() == 1;
    decoded += whole ? octet->front() : text.front();
    text.remove_prefix(whole ? 3 : 1);
  }
  return decoded;
}

// Every path segment is encoded once more than it stands in the URL.
std::string canonical_path(std::string_view path) {
  std::vector<std::string> segments;
  for (const auto segment : split(path, '/')) segments.push_back(percent_encode(segment));
  return join(segments, "/");
}

std::string canonical_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const auto piece : split(query, '&')) {
    if (piece.empty()) continue;
    const Halves halves = split_once(piece, '=').value_or(Halves{piece, {}});
    parameters.emplace_back(percent_encode(percent_decode(halves.before)),
                            percent_encode(percent_decode(halves.after)));
  }
  std::sort(parameters.begin(), parameters.end());
  std::vector<std::string> pieces;
  for (const auto& [name, value] : parameters) pieces.push_back(fmt::format("{}={}", name, value));
  return join(pieces, "&");
}

// Lower-case names in order; values trimmed, inner white space as one space, values of one name joined.
std::map<std::string, std::string> canonical_headers(const http::Headers& headers, const Url& url) {
  std::map<std::string, std::string> canonical;
  for (const auto& [name, value] : headers.fields()) {
    std::vector<std::string> words;
    for (const auto word : split_words(value)) words.emplace_back(word);
    std::string& joined = canonical[to_lower(name)];
    joined += (joined.empty() ? "" : ",") + join(words, " ");
  }
  const std::string origin = url.origin();
  canonical.try_emplace("host", origin.substr(origin.find("://") + 3));
  return canonical;
}

std::string names_of(const std::map<std::string, std::string>& headers) {
  std::vector<std::string> names;
  for (const auto& header : headers) names.push_back(header.first);
  return join(names, ";");
}

std::string canonical_request(const http::Request& request, const Url& url,
                              const std::map<std::string, std::string>& headers) {
  std::string text =
      fmt::format("{}\n{}\n{}\n", request.method, canonical_path(url.path), canonical_query(url.query));
  for (const auto& [name, value] : headers) text += fmt::format("{}:{}\n", name, value);
  return text + fmt::format("\n{}\n{}", names_of(headers),
                            hex_sha256(request.body ? request.body->reveal() : std::string_view()));
}

std::string signature_of(const SecretString& secret, std::string_view date, std::string_view region,
                         std::string_view service, std::string_view string_to_sign) {
  SecretString first("AWS4");
  first.append(secret.reveal());
  auto key = crypto::hmac_sha256(first.reveal(), date);
  for (const auto step : {region, service, kTerminator, string_to_sign})
    key = crypto::hmac_sha256(crypto::octets(key), step);
  return hex_encode(crypto::octets(key));
}

}  // namespace

void sign(http::Request& request, const Credentials& credentials, std::string_view region,
          std::string_view service, TimePoint now) {
  const auto url = parse_url(request.url);
  if (!url) throw usage_error(fmt::format("\"{}\" is not an http or https URL", printable(request.url)));
  const std::string time = format_amz_date(now);
  const std::string date = time.substr(0, time.find('T'));
  request.headers.remove("Authorization");
  request.headers.set("X-Amz-Date", time);
  if (credentials.session_token)
    request.headers.set("X-Amz-Security-Token", std::string(credentials.session_token->reveal()));

  const auto headers = canonical_headers(request.headers, *url);
  const std::string scope = fmt::format("{}/{}/{}/{}", date, region, service, kTerminator);
  const std::string string_to_sign = fmt::format("{}\n{}\n{}\n{}", kAlgorithm, time, scope,
                                                 hex_sha256(canonical_request(request, *url, headers)));
  request.headers.add(
      "Authorization",
      fmt::format("{} Credential={}/{}, SignedHeaders={}, Signature={}", kAlgorithm,
                  credentials.access_key_id, scope, names_of(headers),
                  signature_of(credentials.secret_access_key, date, region, service, string_to_sign)));
}

}  // namespace cauth::aws
