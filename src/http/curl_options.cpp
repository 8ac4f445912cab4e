#include "http/curl_options.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/curl_option_setter.hpp"
#include "http/curl_option_values.hpp"
#include "http/time_condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::http {
namespace {

using Kind = CurlSetting::Kind;
using Custom = void(CurlOptionSetter&, const CurlOption&);

constexpr std::string_view kNone;
constexpr long kHttp3Only = 31;  // CURL_HTTP_VERSION_3ONLY, which libcurl has since 7.88
constexpr long kEveryBit = ~0L;
constexpr long kLowestTls = 0xffff;  // CURLOPT_SSLVERSION: the lowest version; the highest is above it

constexpr CurlSetting choice(CURLoption option, long value, long mask = kEveryBit) {
  return {.kind = Kind::bits, .option = option, .mask = mask, .bits_on = value};
}
constexpr CurlSetting flag(CURLoption option, long on = 1, long off = 0) {
  return {.kind = Kind::bits, .option = option, .mask = kEveryBit, .bits_on = on, .bits_off = off};
}
constexpr CurlSetting bits(CURLoption option, unsigned long bits) {
  const auto value = static_cast<long>(bits);
  return {.kind = Kind::bits, .option = option, .mask = value, .bits_on = value};
}
constexpr CurlSetting number(CURLoption option) {
  return {.kind = Kind::number, .option = option};
}
constexpr CurlSetting seconds(CURLoption option) {
  return {.kind = Kind::seconds, .option = option};
}
constexpr CurlSetting size(CURLoption option) {
  return {.kind = Kind::size, .option = option};
}
constexpr CurlSetting text(CURLoption option) {
  return {.kind = Kind::text, .option = option};
}
constexpr CurlSetting list(CURLoption option) {
  return {.kind = Kind::list, .option = option};
}
constexpr CurlSetting custom(Custom* function) {
  return {.kind = Kind::custom, .custom = function};
}

// --compressed: all encodings that this libcurl can unpack.
void set_compressed(CurlOptionSetter& to, const CurlOption& option) {
  to.handle().set(CURLOPT_ACCEPT_ENCODING, option.on ? "" : nullptr, to.name());
}

void set_raw(CurlOptionSetter& to, const CurlOption& option) {
  to.set_bits(CURLOPT_HTTP_CONTENT_DECODING, kEveryBit, option.on ? 0 : 1);
  to.set_bits(CURLOPT_HTTP_TRANSFER_DECODING, kEveryBit, option.on ? 0 : 1);
}

// A number alone is where the range begins, as with curl.
void set_range(CurlOptionSetter& to, const CurlOption& option) {
  const auto value = option.value.reveal();
  const bool open = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
  to.set_text(CURLOPT_RANGE, open ? std::string(value) + '-' : std::string(value));
}

// What is neither a date nor a file sets no condition, as with curl; `call` says so.
void set_time_condition(CurlOptionSetter& to, const CurlOption& option) {
  const auto condition = parse_time_condition(option.value.reveal());
  if (!condition) {
    to.set_bits(CURLOPT_TIMECONDITION, kEveryBit, CURL_TIMECOND_NONE);
    return;
  }
  using When = TimeCondition::Kind;
  to.set_bits(CURLOPT_TIMECONDITION, kEveryBit,
              condition->kind == When::modified_since     ? CURL_TIMECOND_IFMODSINCE
              : condition->kind == When::unmodified_since ? CURL_TIMECOND_IFUNMODSINCE
                                                          : CURL_TIMECOND_LASTMOD);
  to.handle().set(CURLOPT_TIMEVALUE_LARGE, static_cast<curl_off_t>(condition->unix_seconds), to.name());
}

// -Y and -y: each has a default where the other one is given alone.
void set_speed_limit(CurlOptionSetter& to, const CurlOption& option) {
  constexpr long kUsualSeconds = 30;
  to.set_bits(CURLOPT_LOW_SPEED_LIMIT, kEveryBit, parse_curl_number(option.value.reveal(), to.name()));
  to.set_bits_if_absent(CURLOPT_LOW_SPEED_TIME, kUsualSeconds);
}

void set_speed_time(CurlOptionSetter& to, const CurlOption& option) {
  to.set_bits(CURLOPT_LOW_SPEED_TIME, kEveryBit, parse_curl_number(option.value.reveal(), to.name()));
  to.set_bits_if_absent(CURLOPT_LOW_SPEED_LIMIT, 1);
}

void set_rate(CurlOptionSetter& to, const CurlOption& option) {
  const auto rate = static_cast<curl_off_t>(parse_curl_size(option.value.reveal(), to.name()));
  to.handle().set(CURLOPT_MAX_RECV_SPEED_LARGE, rate, to.name());
  to.handle().set(CURLOPT_MAX_SEND_SPEED_LARGE, rate, to.name());
}

// "=https", "-all,https": a list of changes to the schemes that there are, which are two for us.
void set_protocols(CurlOptionSetter& to, const CurlOption& option) {
  struct Scheme {
    std::string_view name;
    bool allowed;
  };
  std::array<Scheme, 2> schemes{Scheme{"http", true}, Scheme{"https", true}};
  for (auto word : split(option.value.reveal(), ',')) {
    const char action =
        word.empty() || std::string_view("=+-").find(word[0]) == std::string_view::npos ? '+' : word[0];
    word.remove_prefix(std::min(word.find_first_not_of("=+-"), word.size()));
    for (auto& scheme : schemes) {
      const bool named = equal_ignoring_case(word, "all") || equal_ignoring_case(word, scheme.name);
      if (named || action == '=') scheme.allowed = named && action != '-';
    }
  }
  std::string allowed;
  for (const auto& scheme : schemes) {
    if (scheme.allowed) allowed.append(allowed.empty() ? "" : ",").append(scheme.name);
  }
  if (allowed.empty()) {
    throw usage_error(
        fmt::format("{} \"{}\" leaves neither http nor https", to.name(), printable(option.value.reveal())));
  }
  to.set_text(CURLOPT_PROTOCOLS_STR, allowed);
}

// "5000" or "5000-5100".
void set_local_port(CurlOptionSetter& to, const CurlOption& option) {
  const auto range = split_once(option.value.reveal(), '-');
  const long first = parse_curl_number(range ? range->before : option.value.reveal(), to.name());
  const long last = range ? parse_curl_number(range->after, to.name()) : first;
  to.set_bits(CURLOPT_LOCALPORT, kEveryBit, first);
  to.set_bits(CURLOPT_LOCALPORTRANGE, kEveryBit, std::max(last - first + 1, 1L));
}

void set_doh_insecure(CurlOptionSetter& to, const CurlOption& option) {
  to.set_bits(CURLOPT_DOH_SSL_VERIFYPEER, kEveryBit, option.on ? 0 : 1);
  to.set_bits(CURLOPT_DOH_SSL_VERIFYHOST, kEveryBit, option.on ? 0 : 2);
}

void set_keepalive_time(CurlOptionSetter& to, const CurlOption& option) {
  const long seconds = parse_curl_number(option.value.reveal(), to.name());
  to.set_bits(CURLOPT_TCP_KEEPIDLE, kEveryBit, seconds);
  to.set_bits(CURLOPT_TCP_KEEPINTVL, kEveryBit, seconds);
}

void set_highest_tls(CurlOptionSetter& to, const CurlOption& option) {
  constexpr std::array<std::pair<std::string_view, long>, 5> kVersions{{
      {"default", CURL_SSLVERSION_MAX_DEFAULT},
      {"1.0", CURL_SSLVERSION_MAX_TLSv1_0},
      {"1.1", CURL_SSLVERSION_MAX_TLSv1_1},
      {"1.2", CURL_SSLVERSION_MAX_TLSv1_2},
      {"1.3", CURL_SSLVERSION_MAX_TLSv1_3},
  }};
  for (const auto& [word, version] : kVersions) {
    if (word == option.value.reveal())
      return to.set_bits(CURLOPT_SSLVERSION, kEveryBit & ~kLowestTls, version);
  }
  throw usage_error(
      fmt::format("{} wants a TLS version, not \"{}\"", to.name(), printable(option.value.reveal())),
      "it is 1.0, 1.1, 1.2, 1.3 or default");
}

// "FILE:PASSWORD", where \: and \\ in the file's name stand for themselves.
void set_certificate_and_password(CurlOptionSetter& to, std::string_view value, CURLoption file_option,
                                  CURLoption password_option) {
  std::string file;
  while (!value.empty() && (value[0] != ':' || value.starts_with("pkcs11:"))) {
    const bool escaped = value[0] == '\\' && value.size() > 1 && (value[1] == ':' || value[1] == '\\');
    if (escaped) value.remove_prefix(1);
    file += value[0];
    value.remove_prefix(1);
  }
  to.set_text(file_option, file);
  if (!value.empty()) to.set_text(password_option, value.substr(1));
}

void set_certificate(CurlOptionSetter& to, const CurlOption& option) {
  set_certificate_and_password(to, option.value.reveal(), CURLOPT_SSLCERT, CURLOPT_KEYPASSWD);
}

void set_proxy_certificate(CurlOptionSetter& to, const CurlOption& option) {
  set_certificate_and_password(to, option.value.reveal(), CURLOPT_PROXY_SSLCERT, CURLOPT_PROXY_KEYPASSWD);
}

void set_bearer(CurlOptionSetter& to, const CurlOption& option) {
  to.set_text(CURLOPT_XOAUTH2_BEARER, option.value.reveal());
  to.set_bits(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER), static_cast<long>(CURLAUTH_BEARER));
}

void set_netrc_file(CurlOptionSetter& to, const CurlOption& option) {
  to.set_text(CURLOPT_NETRC_FILE, option.value.reveal());
  to.set_bits_if_absent(CURLOPT_NETRC, CURL_NETRC_REQUIRED);
}

void set_proxy(CurlOptionSetter& to, const CurlOption& option) {
  to.set_text(CURLOPT_PROXY, option.value.reveal());
}

void set_socks(CurlOptionSetter& to, std::string_view scheme, const CurlOption& option) {
  to.set_text(CURLOPT_PROXY, std::string(scheme).append(option.value.reveal()));
}
void set_socks4(CurlOptionSetter& to, const CurlOption& option) {
  set_socks(to, "socks4://", option);
}
void set_socks4a(CurlOptionSetter& to, const CurlOption& option) {
  set_socks(to, "socks4a://", option);
}
void set_socks5(CurlOptionSetter& to, const CurlOption& option) {
  set_socks(to, "socks5://", option);
}
void set_socks5_hostname(CurlOptionSetter& to, const CurlOption& option) {
  set_socks(to, "socks5h://", option);
}

void set_proxy_insecure(CurlOptionSetter& to, const CurlOption& option) {
  to.set_bits(CURLOPT_PROXY_SSL_VERIFYPEER, kEveryBit, option.on ? 0 : 1);
  to.set_bits(CURLOPT_PROXY_SSL_VERIFYHOST, kEveryBit, option.on ? 0 : 2);
}

#define ROW(names_, setting_, value_, help_, ...) \
  CurlOptionRow{.names = names_, .value_name = value_, .help = help_ __VA_OPT__(, ) __VA_ARGS__},
constexpr CurlOptionRow kOptionRows[] = {
#include "http/curl_options.def"
};
#undef ROW

#define ROW(names_, setting_, value_, help_, ...) setting_,
constexpr CurlSetting kSettings[] = {
#include "http/curl_options.def"
};
#undef ROW

std::string_view long_name(const CurlOptionRow& row) {
  return row.names.substr(row.names.rfind(',') + 1);
}

void check_value(const CurlSetting& setting, std::string_view value, std::string_view name) {
  switch (setting.kind) {
    case Kind::number: parse_curl_number(value, name); break;
    case Kind::seconds: parse_curl_seconds(value, name); break;
    case Kind::size: parse_curl_size(value, name); break;
    default: break;
  }
}

}  // namespace

std::span<const CurlOptionRow> curl_option_rows() {
  return kOptionRows;
}

std::span<const CurlSetting> curl_settings() {
  return kSettings;
}

bool has_name(std::string_view names, std::string_view name) {
  while (true) {
    const auto comma = names.find(',');
    if (names.substr(0, comma) == name) return true;
    if (comma == std::string_view::npos) return false;
    names.remove_prefix(comma + 1);
  }
}

std::optional<std::size_t> find_curl_option(std::string_view name) {
  const auto rows = curl_option_rows();
  const auto found = std::find_if(rows.begin(), rows.end(), [name](const CurlOptionRow& row) {
    return has_name(row.names, name) || (row.negatable && negated_name(row) == name);
  });
  if (found == rows.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rows.begin());
}

std::string negated_name(const CurlOptionRow& row) {
  constexpr std::string_view kNegation = "--no-";
  const auto name = long_name(row);
  const bool negative = name.starts_with(kNegation);
  return fmt::format("{}{}", negative ? "--" : kNegation, name.substr(negative ? kNegation.size() : 2));
}

CurlOption curl_option(std::size_t row, std::string value, bool on) {
  check_value(kSettings[row], value, long_name(kOptionRows[row]));
  return {.row = row, .value = SecretString::take(std::move(value)), .on = on};
}

bool any_of(std::span<const CurlOption> options, bool CurlOptionRow::*which) {
  return std::any_of(options.begin(), options.end(), [which](const CurlOption& option) {
    return option.on && curl_option_rows()[option.row].*which;
  });
}

}  // namespace cauth::http
