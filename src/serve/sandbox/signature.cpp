#include "serve/sandbox/signature.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";
constexpr std::string_view kService = "cognito-idp";
constexpr std::chrono::minutes kAllowedSkew{5};

// The parts of `AWS4-HMAC-SHA256 Credential=KEY/DATE/REGION/SERVICE/aws4_request, SignedHeaders=…,
// Signature=…`.
struct SignedHeader {
  std::vector<std::string_view> credential;
  std::string_view signed_headers, signature;
};

Error incomplete(std::string_view header) {
  return refusal("IncompleteSignatureException",
                 fmt::format("Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' "
                             "parameters and the algorithm {}. Authorization={}",
                             kAlgorithm, printable(header)));
}

SignedHeader parse(std::string_view header) {
  SignedHeader authorization;
  const auto halves = split_once(header, ' ');
  if (!halves || halves->before != kAlgorithm) throw incomplete(header);
  for (const std::string_view part : split(halves->after, ',')) {
    const auto pair = split_once(trim(part), '=');
    if (!pair) throw incomplete(header);
    if (pair->before == "Credential") authorization.credential = split(pair->after, '/');
    if (pair->before == "SignedHeaders") authorization.signed_headers = pair->after;
    if (pair->before == "Signature") authorization.signature = pair->after;
  }
  constexpr std::size_t kPartsOfCredential = 5;
  if (authorization.credential.size() != kPartsOfCredential || authorization.signed_headers.empty() ||
      authorization.signature.empty())
    throw incomplete(header);
  return authorization;
}

std::string hex(const crypto::Sha256Digest& digest) {
  return hex_encode(crypto::octets(digest));
}

// Runs of spaces count as one.
std::string canonical_value(const std::string& value) {
  std::string result;
  for (const std::string_view word : split_words(value)) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

std::string canonical_request(const Request& request, std::string_view signed_headers) {
  std::string text = fmt::format("{}\n{}\n{}\n", request.method, request.path(), request.query());
  for (const std::string_view name : split(signed_headers, ';')) {
    const std::string* value = request.headers.find(name);
    text += fmt::format("{}:{}\n", name, value == nullptr ? "" : canonical_value(*value));
  }
  return text + fmt::format("\n{}\n{}", signed_headers, hex(crypto::sha256(request.body)));
}

std::string chained_hmac(std::string key, const std::vector<std::string_view>& messages) {
  for (const std::string_view message : messages)
    key = std::string(crypto::octets(crypto::hmac_sha256(key, message)));
  return key;
}

// The time of X-Amz-Date, "20261121T040000Z".
void check_date(const Request& request, const SignedHeader& authorization, TimePoint now) {
  const std::string* date = request.headers.find("x-amz-date");
  if (date == nullptr || !date->starts_with(authorization.credential[1]))
    throw refusal("IncompleteSignatureException", "Date in Credential scope does not match X-Amz-Date");
  // Times in this form sort as text.
  const std::string earliest = format_amz_date(now - kAllowedSkew),
                    latest = format_amz_date(now + kAllowedSkew);
  if (*date < earliest) {
    throw refusal("InvalidSignatureException",
                  fmt::format("Signature expired: {} is now earlier than {} ({} - 5 min.)", printable(*date),
                              earliest, format_amz_date(now)));
  }
  if (*date > latest) {
    throw refusal("InvalidSignatureException",
                  fmt::format("Signature not yet current: {} is still later than {} ({} + 5 min.)",
                              printable(*date), latest, format_amz_date(now)));
  }
}

bool names_all(std::string_view signed_headers, const std::vector<std::string_view>& wanted) {
  const auto names = split(signed_headers, ';');
  return std::all_of(wanted.begin(), wanted.end(), [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  });
}

}  // namespace

void check_signature(const Request& request, const AwsKeys& keys, TimePoint now) {
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr) throw refusal("MissingAuthenticationTokenException", "Missing Authentication Token");
  const SignedHeader authorization = parse(*header);
  const auto& scope = authorization.credential;
  if (scope[0] != keys.access_key_id)
    throw refusal("UnrecognizedClientException", "The security token included in the request is invalid.");
  check_date(request, authorization, now);
  if (scope[3] != kService) {
    throw refusal("InvalidSignatureException",
                  fmt::format("Credential should be scoped to correct service: '{}'.", kService));
  }
  const std::string text_to_sign = fmt::format(
      "{}\n{}\n{}/{}/{}/{}\n{}", kAlgorithm, *request.headers.find("x-amz-date"), scope[1], scope[2],
      scope[3], scope[4], hex(crypto::sha256(canonical_request(request, authorization.signed_headers))));
  const std::string right = hex_encode(
      chained_hmac("AWS4" + keys.secret_access_key, {scope[1], scope[2], scope[3], scope[4], text_to_sign}));
  if (names_all(authorization.signed_headers, {"host", "x-amz-date"}) &&
      equal_secret(right, authorization.signature))
    return;
  throw refusal("InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your "
                "AWS Secret Access Key and signing method. Consult the service documentation for details.");
}

}  // namespace cauth::serve::sandbox
