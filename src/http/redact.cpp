#include "http/redact.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <span>

namespace cauth::http {
namespace {

constexpr std::string_view kTokenStart = "eyJ";  // base64url of `{"`: how every JOSE object begins
constexpr std::string_view kTokenCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

bool names_any(std::string_view name, std::span<const std::string_view> words) {
  const std::string lower = to_lower(name);
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool is_secret_header(std::string_view name) {
  constexpr std::array<std::string_view, 6> kWords{"authorization", "cookie",  "token",
                                                   "secret",        "api-key", "password"};
  return names_any(name, kWords);
}

bool is_secret_member(std::string_view name) {
  constexpr std::array<std::string_view, 10> kWords{"password", "secret", "token",     "session", "code",
                                                    "srp_",     "claim",  "signature", "key",     "answer"};
  constexpr std::array<std::string_view, 5> kHarmless{"tokentype", "token_type", "delivery", "codedelivery",
                                                      "device_key"};
  // CREDENTIAL is the signature of a passkey; the id of one is no secret.
  if (equal_ignoring_case(name, "credential")) return true;
  return names_any(name, kWords) && !names_any(name, kHarmless);
}

std::string shown_token(std::string_view token, const Describe& describe) {
  std::string what = describe ? describe(token) : std::string();
  return what.empty() ? fmt::format("[{} bytes, not shown]", token.size()) : fmt::format("[{}]", what);
}

// "Bearer TOKEN", "Basic …", "AWS4-HMAC-SHA256 Credential=…, Signature=…" or a bare token.
std::string shown_credentials(std::string_view value, const Describe& describe) {
  constexpr std::string_view kSignature = "Signature=";
  const auto halves = split_once(value, ' ');
  if (!halves) return shown_token(value, describe);
  if (equal_ignoring_case(halves->before, "Basic")) return "Basic [user and password]";
  if (const auto at = value.find(kSignature); at != std::string_view::npos && value.starts_with("AWS4-"))
    return std::string(value.substr(0, at + kSignature.size())) + "[not shown]";
  return fmt::format("{} {}", halves->before, shown_token(trim(halves->after), describe));
}

// A cookie's name and attributes are of use; its value is not ours to show.
std::string shown_cookies(std::string_view value, bool set_cookie) {
  std::string shown;
  bool first = true;
  for (const auto piece : split(value, ';')) {
    if (!first) shown += ';';
    const auto halves = split_once(piece, '=');
    const bool secret = halves && (first || !set_cookie);
    shown += secret ? fmt::format("{}=[{} bytes]", halves->before, halves->after.size()) : std::string(piece);
    first = false;
  }
  return shown;
}

std::string shown_value(std::string_view name, std::string_view value, const Describe& describe) {
  if (value.empty()) return {};
  if (equal_ignoring_case(name, "cookie")) return shown_cookies(value, false);
  if (equal_ignoring_case(name, "set-cookie")) return shown_cookies(value, true);
  if (is_secret_header(name)) return shown_credentials(value, describe);
  return redact_tokens(value, describe);
}

void redact_member(Json& value, const Describe& describe) {
  for (auto member = value.begin(); member != value.end(); ++member) {
    if (member.value().is_structured()) {
      redact_member(member.value(), describe);
      continue;
    }
    if (!member.value().is_string()) continue;
    auto& text = member.value().get_ref<std::string&>();
    const bool secret = value.is_object() && is_secret_member(member.key());
    std::string shown = secret && !text.empty() ? shown_token(text, describe) : redact_tokens(text, describe);
    wipe(text);
    text = std::move(shown);
  }
}

}  // namespace

std::string redact_tokens(std::string_view text, const Describe& describe) {
  std::string shown;
  while (true) {
    const auto start = text.find(kTokenStart);
    if (start == std::string_view::npos) return shown.append(text);
    const auto end = std::min(text.find_first_not_of(kTokenCharacters, start), text.size());
    const auto token = text.substr(start, end - start);
    shown += text.substr(0, start);
    shown += token.find('.') == std::string_view::npos ? std::string(token) : shown_token(token, describe);
    text.remove_prefix(end);
  }
}

std::string redact_header(std::string_view line, const Describe& describe) {
  // HTTP/2's ":path" has its colon in front.
  const auto colon = line.find(':', 1);
  if (colon == std::string_view::npos || line.substr(0, colon).find(' ') != std::string_view::npos)
    return redact_tokens(line, describe);
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  // Once more over all of it: a token may stand where a name, a scheme or an attribute should.
  return redact_tokens(fmt::format("{}: {}", name, shown_value(name, value, describe)), {});
}

// HTTP/2 is told as text: "h2h3 [authorization: Bearer …]", later "[HTTP/2] [1] [authorization: …]".
std::string redact_text(std::string_view line, const Describe& describe) {
  const auto open = line.rfind(" [");
  const auto close = line.rfind(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2)
    return redact_tokens(line, describe);
  const auto inside = line.substr(open + 2, close - open - 2);
  return redact_tokens(line.substr(0, open + 2), describe) + redact_header(inside, describe) +
         redact_tokens(line.substr(close), describe);
}

std::string redact_json(std::string_view body, const Describe& describe) {
  ParsedJson parsed = parse_json(body);
  if (!parsed || !(*parsed).is_structured()) return fmt::format("[{} bytes]", body.size());
  redact_member(*parsed, describe);
  // Names too: a member may be called like a token.
  return redact_tokens(json_text(*parsed), {});
}

void VerboseTrace::on_event(TraceKind kind, std::string_view bytes) {
  switch (kind) {
    case TraceKind::text: show_lines("* ", bytes, false); break;
    case TraceKind::header_in: show_lines("< ", bytes, true); break;
    case TraceKind::header_out: show_lines("> ", bytes, true); break;
    case TraceKind::data_in: show_body("< ", bytes); break;
    case TraceKind::data_out: show_body("> ", bytes); break;
    case TraceKind::tls_in:
    case TraceKind::tls_out: break;  // TLS records say nothing to people
  }
}

void VerboseTrace::show_lines(std::string_view prefix, std::string_view bytes, bool headers) {
  if (bytes.ends_with('\n')) bytes.remove_suffix(1);
  for (auto line : split(bytes, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    std::string shown(line);
    if (!options_.show_secrets)
      shown = headers ? redact_header(line, options_.describe) : redact_text(line, options_.describe);
    // A server's bytes do not steer the terminal.
    constexpr std::size_t kLongestLine = 16384;
    print(err_, "{}{}\n", prefix, printable(shown, kLongestLine));
  }
}

void VerboseTrace::show_body(std::string_view prefix, std::string_view bytes) {
  if (!options_.show_json_bodies || bytes.empty()) return;
  constexpr std::size_t kLongestBody = 65536;
  const std::string shown =
      options_.show_secrets ? std::string(bytes) : redact_json(bytes, options_.describe);
  print(err_, "{}{}\n", prefix, printable(shown, kLongestBody));
}

}  // namespace cauth::http
