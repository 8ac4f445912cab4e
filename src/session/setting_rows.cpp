#include "session/setting_rows.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace cauth::session {

// clang-format off
std::span<const SettingRow> setting_rows() {
  static constexpr auto kRows = std::to_array<SettingRow>({
      {.name = "profile", .flag = "--profile", .variable = "CAUTH_PROFILE", .value_name = "NAME",
       .help = "profile of the config file to take settings from (default: default)", .in_profile = false},
      {.name = "config_file", .flag = "--config-file", .variable = "CAUTH_CONFIG", .value_name = "FILE",
       .help = "config file to read instead of ~/.config/cauth/config.toml", .in_profile = false},
      {.name = "user_pool_id", .flag = "--user-pool-id", .variable = "CAUTH_USER_POOL_ID",
       .other_variables = "COGNITO_USER_POOL_ID", .value_name = "ID",
       .help = "user pool, such as eu-west-1_AbCdEfGhI"},
      {.name = "client_id", .flag = "--client-id", .variable = "CAUTH_CLIENT_ID",
       .other_variables = "COGNITO_CLIENT_ID", .value_name = "ID", .help = "app client of the user pool"},
      {.name = "client_secret", .variable = "CAUTH_CLIENT_SECRET", .other_variables = "COGNITO_CLIENT_SECRET",
       .value_name = "SECRET", .help = "secret of the app client, where it has one",
       .kind = SettingKind::secret},
      {.name = "username", .flag = "--username", .variable = "CAUTH_USERNAME", .value_name = "NAME",
       .help = "user to sign in as, and whose session to use"},
      {.name = "scope", .flag = "--scope", .variable = "CAUTH_SCOPE", .value_name = "SCOPES",
       .help = "scopes of the session, with blanks between: to ask for, and to tell sessions apart",
       .is_list = true},
      {.name = "password", .variable = "CAUTH_PASSWORD", .value_name = "PASSWORD",
       .help = "password to sign in with", .kind = SettingKind::secret},
      {.name = "flow", .flag = "--flow", .variable = "CAUTH_FLOW", .value_name = "FLOW",
       .help = "how to sign in (default: auto: srp, else user-auth, else password)",
       .choices = "auto srp password admin custom custom-srp user-auth client-credentials"},
      {.name = "preferred_challenge", .flag = "--preferred-challenge",
       .variable = "CAUTH_PREFERRED_CHALLENGE", .value_name = "NAME",
       .help = "first factor of a choice-based sign-in: EMAIL_OTP, SMS_OTP, WEB_AUTHN, PASSWORD, PASSWORD_SRP"},
      {.name = "answer_command", .flag = "--answer-command", .variable = "CAUTH_ANSWER_COMMAND",
       .value_name = "COMMAND", .help = "program that answers challenges: JSON on its input, the answer on its output"},
      {.name = "client_metadata", .flag = "--client-metadata", .variable = "CAUTH_CLIENT_METADATA",
       .value_name = "KEY=VALUE,…", .help = "what the pool's triggers get to see of the client"},
      {.name = "totp_secret", .variable = "CAUTH_TOTP_SECRET", .value_name = "SECRET",
       .help = "authenticator secret to compute codes from", .kind = SettingKind::secret},
      {.name = "region", .flag = "--region", .variable = "CAUTH_REGION",
       .other_variables = "AWS_REGION AWS_DEFAULT_REGION", .value_name = "REGION",
       .help = "AWS region (default: that of the user pool id)"},
      {.name = "endpoint_url", .flag = "--endpoint-url", .variable = "CAUTH_ENDPOINT_URL",
       .other_variables = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER AWS_ENDPOINT_URL", .value_name = "URL",
       .help = "where Cognito is, for emulators and the sandbox"},
      {.name = "api", .flag = "--api", .variable = "CAUTH_API", .value_name = "URL",
       .help = "address of your API, which paths given to call are relative to"},
      {.name = "token_use", .flag = "--token-use", .variable = "CAUTH_TOKEN_USE", .value_name = "KIND",
       .help = "which token to use (default: the ID token)", .choices = "id access"},
      {.name = "auth_header", .flag = "--auth-header", .variable = "CAUTH_AUTH_HEADER", .value_name = "FORM",
       .help = "how the token stands in the Authorization header (default: Bearer)", .choices = "Bearer raw"},
      {.name = "identity_pool_id", .flag = "--identity-pool-id", .variable = "CAUTH_IDENTITY_POOL_ID",
       .value_name = "ID", .help = "identity pool that gives AWS credentials for a session"},
      {.name = "domain", .flag = "--domain", .variable = "CAUTH_DOMAIN", .value_name = "URL",
       .help = "domain of the pool's login pages, or the prefix of an Amazon domain"},
      {.name = "redirect_uri", .flag = "--redirect-uri", .variable = "CAUTH_REDIRECT_URI", .value_name = "URI",
       .help = "callback address of a sign-in by browser (default: http://localhost:8484/callback)",
       .is_list = true},
      {.name = "aws_profile", .flag = "--aws-profile", .variable = "CAUTH_AWS_PROFILE", .value_name = "NAME",
       .help = "AWS profile for signed requests (default: what the AWS CLI would take)"},
      {.name = "output", .flag = "--output", .variable = "CAUTH_OUTPUT", .value_name = "FORMAT",
       .help = "how results are printed", .choices = "json text table"},
      {.name = "token_store", .variable = "CAUTH_TOKEN_STORE", .value_name = "STORE",
       .help = "where sessions, stopped sign-ins, devices and passkeys are kept: file (the default), or helper:NAME for the credential helper "
               "docker-credential-NAME"},
      {.name = "keep_expired_token", .variable = "CAUTH_KEEP_EXPIRED_TOKEN", .value_name = "true|false",
       .help = "sessions keep the last token that was renewed, so that probe can try an API with an expired one",
       .kind = SettingKind::boolean},
      {.name = "auto_login", .variable = "CAUTH_AUTO_LOGIN", .value_name = "true|false",
       .help = "token, call and their like sign in by themselves when the settings have all it takes",
       .kind = SettingKind::boolean},
      {.name = "ca_bundle", .flag = "--ca-bundle", .variable = "CAUTH_CA_BUNDLE",
       .other_variables = "AWS_CA_BUNDLE REQUESTS_CA_BUNDLE", .value_name = "FILE",
       .help = "certificates to trust for requests to Cognito and AWS"},
      {.name = "proxy", .variable = "CAUTH_PROXY", .other_variables = "https_proxy HTTPS_PROXY",
       .value_name = "URL", .help = "proxy for requests to Cognito and AWS"},
      {.name = "no_proxy", .variable = "CAUTH_NO_PROXY", .other_variables = "no_proxy NO_PROXY",
       .value_name = "HOSTS", .help = "hosts that are reached without the proxy, separated by commas"},
      {.name = "use_fips_endpoint", .variable = "CAUTH_USE_FIPS_ENDPOINT",
       .other_variables = "AWS_USE_FIPS_ENDPOINT", .value_name = "true|false",
       .help = "use the FIPS 140 endpoints of AWS", .kind = SettingKind::boolean},
      {.name = "use_dualstack_endpoint", .variable = "CAUTH_USE_DUALSTACK_ENDPOINT",
       .other_variables = "AWS_USE_DUALSTACK_ENDPOINT", .value_name = "true|false",
       .help = "use the endpoints of AWS that answer over IPv6 too", .kind = SettingKind::boolean},
  });
  return kRows;
}
// clang-format on

const SettingRow* find_setting_row(std::string_view name) {
  const auto rows = setting_rows();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [name](const SettingRow& row) { return row.name == name; });
  return found == rows.end() ? nullptr : &*found;
}

std::string words_of(std::string_view setting_name) {
  std::string words(setting_name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::optional<bool> parse_boolean(std::string_view value) {
  const std::string lower = to_lower(value);
  if (lower == "1" || lower == "true") return true;
  if (lower == "0" || lower == "false") return false;
  return std::nullopt;
}

std::string problem_with(const SettingRow& row, std::string_view value) {
  if (row.kind == SettingKind::boolean && !parse_boolean(value)) {
    return fmt::format("must be 1, 0, true or false, not \"{}\"", printable(value));
  }
  const auto choices = split_words(row.choices);
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return {};
  std::string names;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i != 0) names += i + 1 == choices.size() ? " or " : ", ";
    names += choices[i];
  }
  return fmt::format("must be {}, not \"{}\"", names, printable(value));
}

}  // namespace cauth::session
