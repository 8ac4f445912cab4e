#include "oauth/token_endpoint.hpp"

#include "base/bytes.hpp"
#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/form.hpp"
#include "base/interrupt.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/retry.hpp"
#include "http/status.hpp"
#include "jose/token.hpp"
#include "oauth/refusal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

namespace cauth::oauth {
namespace {

constexpr std::size_t kLargestAnswer = std::size_t{1} << 20U;
// Longer than any token's life, short enough to add to any time.
constexpr std::int64_t kLongestLifeSeconds = std::int64_t{10} * 365 * 24 * 3600;

Error strange_answer(const std::string& url, std::string_view why) {
  Error error(Category::transport, fmt::format("\"{}\" did not answer as a token endpoint: {}", url, why),
              "check the domain of the user pool: --domain, CAUTH_DOMAIN or the profile's domain");
  error.detail = curl_exit::kWeirdReply;
  return error;
}

// Its own `exp`; expires_in is for a token that cannot be read.
TimePoint expiry_of(std::string_view token, const Json& answer, TimePoint now) {
  const jose::DecodeResult decoded = jose::decode_token(token);
  if (decoded.token) {
    if (const auto expires = jose::time_claim(decoded.token->payload, "exp")) return *expires;
  }
  const auto found = answer.find("expires_in");
  if (found == answer.end() || !found->is_number_integer()) return now;
  return now +
         std::chrono::seconds(std::clamp<std::int64_t>(found->get<std::int64_t>(), 0, kLongestLifeSeconds));
}

std::optional<jose::Token> read_token(const Json& answer, const char* name, TimePoint now) {
  const std::string* text = string_member(answer, name);
  if (text == nullptr || text->empty()) return std::nullopt;
  return jose::Token{.text = SecretString(*text), .expires = expiry_of(*text, answer, now)};
}

// Sending it once more does what: nothing, or something that must not be done twice.
enum class Repeat { harmless, never };

}  // namespace

/// What is asked of the endpoint.
struct TokenEndpoint::Grant {
  Asked asked;
  Repeat repeat;
};

/// One grant with its attempts.
class TokenEndpoint::Call {
 public:
  Call(const TokenEndpoint& endpoint, const Grant& grant)
      : at_(endpoint), grant_(grant), url_(endpoint.options_.domain + "/oauth2/token") {}

  jose::Tokens run(const SecretString& form) {
    while (true) {
      if (auto tokens = attempt(form)) return *std::move(tokens);
    }
  }

 private:
  // Nothing when the same is to be tried again: the wait is over then.
  std::optional<jose::Tokens> attempt(const SecretString& form) {
    ++attempts_;
    http::SmallResponse answer;
    try {
      answer = http::send_small(at_.transport_, make_request(form), kLargestAnswer);
    } catch (const Error& error) {
      // A connection that broke may be whole the next time, as in the calls of Cognito's API.
      if (error.category != Category::transport || !http::is_passing_failure(error.detail) || !may_repeat())
        throw;
      wait({});
      return std::nullopt;
    }
    if (answer.head.status == http::status::kOk)
      return read_tokens(SecretString::take(std::move(answer.body)));
    if (!http::is_passing_status(answer.head.status)) throw refused(answer);
    const bool throttled = answer.head.status == http::status::kTooManyRequests;
    if (!may_repeat() && !(throttled && attempts_ < backoff_.most_attempts))
      throw passing(answer.head.status);
    wait(answer.head.headers);
    return std::nullopt;
  }

  bool may_repeat() const { return grant_.repeat == Repeat::harmless && attempts_ < backoff_.most_attempts; }

  http::Request make_request(const SecretString& form) const {
    const Options& options = at_.options_;
    http::Request request = options.request.clone();
    request.method = "POST";
    request.url = url_;
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.headers.set("Accept", "application/json");
    if (options.client_secret) {
      SecretString credentials(options.client_id + ":");
      credentials.append(options.client_secret->reveal());
      request.headers.set("Authorization", "Basic " + base64_encode(credentials.reveal()));
    }
    request.body = form.clone();
    return request;
  }

  jose::Tokens read_tokens(const SecretString& body) const {
    ParsedJson parsed = parse_json(body.reveal());
    if (!parsed || !(*parsed).is_object())
      throw strange_answer(url_,
                           trim(body.reveal()).starts_with('<') ? "it sent a web page" : "it sent no JSON");
    const WipedJson answer(std::move(*parsed));
    const TimePoint now = at_.clock_.now();
    jose::Tokens tokens{.id = read_token(*answer, "id_token", now),
                        .access = read_token(*answer, "access_token", now),
                        .refresh = {},
                        .obtained = now};
    if (const std::string* refresh = string_member(*answer, "refresh_token"))
      tokens.refresh = SecretString(*refresh);
    if (!tokens.access) throw strange_answer(url_, "there is no access token in it");
    return tokens;
  }

  Error refused(const http::SmallResponse& answer) const {
    const ParsedJson parsed = parse_json(answer.body);
    if (parsed) {
      const std::string code = string_member_or(*parsed, "error", "");
      if (!code.empty())
        return refusal(grant_.asked, code, string_member_or(*parsed, "error_description", ""));
    }
    return strange_answer(url_, fmt::format("status {}", answer.head.status));
  }

  Error passing(int status) const {
    return {Category::temporary,
            fmt::format("\"{}\" cannot answer at the moment: {}", url_,
                        status == http::status::kTooManyRequests ? "too many requests"
                                                                 : fmt::format("status {}", status)),
            "try again in a while"};
  }

  void wait(const http::Headers& headers) {
    constexpr std::chrono::milliseconds kLongest{20000};
    const TimePoint now = at_.clock_.now();
    const auto asked =
        std::min(http::retry_after(headers, now).value_or(std::chrono::milliseconds{0}), kLongest);
    const auto length = std::max(asked, backoff_.wait_after(attempts_, at_.random_));
    if (!at_.clock_.sleep_until(now + length)) throw_if_interrupted();
  }

  const TokenEndpoint& at_;
  Grant grant_;
  std::string url_;
  http::Backoff backoff_;
  int attempts_ = 0;
};

TokenEndpoint::TokenEndpoint(Options options, http::Transport& transport, Clock& clock, Random& random)
    : options_(std::move(options)), transport_(transport), clock_(clock), random_(random) {}

jose::Tokens TokenEndpoint::redeem(const Grant& grant, const SecretString& form) {
  try {
    return Call(*this, grant).run(form);
  } catch (const Error& error) {
    // The client is judged first (RFC 6749 section 4.1.3): what it brought was not looked at.
    if (error.code != "invalid_client" || !take_other_secret()) throw;
  }
  return Call(*this, grant).run(form);
}

bool TokenEndpoint::take_other_secret() {
  if (!options_.other_secret) return false;
  auto other = std::exchange(options_.other_secret, {})();
  if (!other) return false;
  options_.client_secret = std::move(other);
  used_other_secret_ = true;
  return true;
}

jose::Tokens TokenEndpoint::exchange_code(const SecretString& code, std::string_view redirect_uri,
                                          const SecretString& verifier) {
  SecretString form;
  add_form_value(form, "grant_type", "authorization_code");
  add_form_value(form, "client_id", options_.client_id);
  add_form_value(form, "code", code.reveal());
  add_form_value(form, "redirect_uri", redirect_uri);
  add_form_value(form, "code_verifier", verifier.reveal());
  return redeem({.asked = Asked::code, .repeat = Repeat::never}, form);
}

jose::Tokens TokenEndpoint::client_credentials(std::string_view scopes, std::string_view metadata) {
  SecretString form;
  add_form_value(form, "grant_type", "client_credentials");
  add_form_value(form, "client_id", options_.client_id);
  if (!scopes.empty()) add_form_value(form, "scope", scopes);
  if (!metadata.empty()) add_form_value(form, "aws_client_metadata", metadata);
  return redeem({.asked = Asked::client_credentials, .repeat = Repeat::harmless}, form);
}

jose::Tokens TokenEndpoint::refresh(const SecretString& refresh_token) {
  SecretString form;
  add_form_value(form, "grant_type", "refresh_token");
  add_form_value(form, "client_id", options_.client_id);
  add_form_value(form, "refresh_token", refresh_token.reveal());
  // Never repeated: where refresh tokens rotate, the answer that got lost has used this one up.
  jose::Tokens tokens = redeem({.asked = Asked::refresh, .repeat = Repeat::never}, form);
  if (!tokens.refresh) tokens.refresh = refresh_token.clone();
  return tokens;
}

}  // namespace cauth::oauth
