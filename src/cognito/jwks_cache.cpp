#include "cognito/jwks_cache.hpp"

#include "base/bytes.hpp"
#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "http/retry.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace cauth::cognito {
namespace {

// A key set is 1 KB from a fast server: who waits longer waits for nothing.
constexpr http::Limits kLimits = {.connect_timeout = std::chrono::seconds(5),
                                  .total_timeout = std::chrono::seconds(10)};
// The file has the set as a string in JSON, where quotes take two bytes.
constexpr std::size_t kLargestFile = 2 * jose::kLargestKeySet;
// The members of the file.
constexpr const char* kUrl = "url";
constexpr const char* kFetched = "fetched";
constexpr const char* kKeySet = "key_set";

Error transport_error(std::string what_failed, int curl_code) {
  Error error(Category::transport, std::move(what_failed));
  error.detail = curl_code;
  return error;
}

void check_status(const http::Response& head, const std::string& whose) {
  if (head.status == 200) return;
  if (head.status >= 300 && head.status < 400) {
    throw transport_error(fmt::format("the answer leads to \"{}\", and keys are taken from no other address",
                                      printable(head.redirect_url)),
                          curl_exit::kTooManyRedirects);
  }
  const auto category = http::is_passing_status(head.status) ? Category::temporary : Category::refused;
  throw Error(category, fmt::format("the answer is HTTP status {}", head.status),
              head.status == 404 ? fmt::format("does {} exist?", whose) : "");
}

jose::KeySet parse_answer(std::string_view body) {
  try {
    auto keys = jose::KeySet::parse(body);
    if (keys.usable()) return keys;
    throw transport_error("the key set has no key that could verify a token", curl_exit::kWeirdReply);
  } catch (const Error& error) {
    // For the server's text nobody's usage is to blame.
    throw transport_error(error.what_failed, curl_exit::kWeirdReply);
  }
}

}  // namespace

JwksCache::JwksCache(Options options, std::function<http::Transport&()> transport, Clock& clock)
    : options_(std::move(options)), transport_(std::move(transport)), clock_(clock) {
  options_.request.method = "GET";
  options_.request.limits = kLimits;
}

const jose::Jwk* JwksCache::find(std::string_view issuer, std::string_view kid) {
  const std::string url = options_.address(issuer);
  const auto [place, is_new] = entries_.try_emplace(url);
  Entry& entry = place->second;
  if (is_new) load(url, entry);
  if (options_.offline) return find_kept(entry, issuer, kid);
  renew_if_old(url, entry);
  const jose::Jwk* key = entry.keys->find(issuer, kid);
  // Cognito changes its keys rarely, and anybody can send tokens with made-up kids.
  if (key != nullptr || just_tried(entry)) return key;
  fetch(url, entry);
  return entry.keys->find(issuer, kid);
}

const jose::Jwk* JwksCache::find_kept(Entry& entry, std::string_view issuer, std::string_view kid) const {
  if (entry.keys) return entry.keys->find(issuer, kid);
  throw usage_error(
      fmt::format("the keys of {} are not kept here, and --offline fetches none", options_.whose),
      "verify once without --offline, or give --jwks FILE");
}

bool JwksCache::just_tried(const Entry& entry) {
  const TimePoint now = clock_.now();
  return now >= entry.tried && now < entry.tried + options_.cool_down;
}

void JwksCache::renew_if_old(const std::string& url, Entry& entry) {
  const TimePoint now = clock_.now();
  // A set from the future was kept by a clock that has been set back since.
  const bool fresh = now >= entry.fetched && now < entry.fetched + options_.fresh_for;
  if (entry.keys && (fresh || just_tried(entry))) return;
  try {
    fetch(url, entry);
  } catch (const Error& error) {
    // An old set is better than none: Cognito's keys live for years.
    if (!entry.keys || error.category == Category::interrupted) throw;
  }
}

void JwksCache::fetch(const std::string& url, Entry& entry) {
  entry.tried = clock_.now();
  options_.request.url = url;
  try {
    const auto answer = http::send_small(transport_(), options_.request, jose::kLargestKeySet);
    check_status(answer.head, options_.whose);
    entry.keys = parse_answer(answer.body);
    entry.fetched = clock_.now();
    keep(url, answer.body);
  } catch (Error& error) {
    error.what_failed =
        fmt::format("cannot get the keys of {} from {}: {}", options_.whose, url, error.what_failed);
    throw;
  }
}

// What cannot be read or understood is as good as not there: the keys are fetched again.
void JwksCache::load(const std::string& url, Entry& entry) const {
  if (!options_.folder) return;
  try {
    const auto text = read_file_if_there(file_for(url), kLargestFile);
    if (!text) return;
    const auto parsed = parse_json(*text);
    if (!parsed || string_member_or(*parsed, kUrl, "") != url) return;
    const auto fetched = (*parsed).find(kFetched);
    const std::string* key_set = string_member(*parsed, kKeySet);
    if (fetched == (*parsed).end() || !fetched->is_number_integer() || key_set == nullptr) return;
    entry.keys = jose::KeySet::parse(*key_set);
    entry.fetched = entry.tried = from_unix_seconds(std::chrono::seconds(fetched->get<std::int64_t>()));
  } catch (const Error&) {
    entry = Entry();
  }
}

// A cache that cannot be written is no error.
void JwksCache::keep(const std::string& url, std::string_view key_set) const {
  if (!options_.folder) return;
  const Json file = {{kUrl, url}, {kFetched, unix_seconds(clock_.now()).count()}, {kKeySet, key_set}};
  try {
    make_private_folder(*options_.folder);
    write_private_file(file_for(url), json_text(file), Durable::no);
  } catch (const Error&) {
    return;
  }
}

std::filesystem::path JwksCache::file_for(const std::string& url) const {
  return *options_.folder / (hex_encode(crypto::octets(crypto::sha256(url))) + ".json");
}

}  // namespace cauth::cognito
