#include "aws/credentials.hpp"

#include "aws/credential_process.hpp"
#include "aws/profile_files.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

namespace cauth::aws {
namespace {

std::optional<Credentials> from_environment(const Environ& env) {
  const auto id = env.get("AWS_ACCESS_KEY_ID");
  auto secret = env.get("AWS_SECRET_ACCESS_KEY");
  if (!id && !secret) return std::nullopt;
  if (!id || !secret) {
    throw usage_error(
        fmt::format("{} is set, but {} is not", id ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY",
                    id ? "AWS_SECRET_ACCESS_KEY" : "AWS_ACCESS_KEY_ID"),
        "set both, or neither");
  }
  Credentials credentials{.access_key_id = *id,
                          .secret_access_key = SecretString::take(std::move(*secret)),
                          .source = "the environment"};
  if (auto token = env.get("AWS_SESSION_TOKEN"))
    credentials.session_token = SecretString::take(std::move(*token));
  return credentials;
}

// Ways to get keys that we leave to the AWS CLI.
void refuse_unknown_ways(const Section& profile, std::string_view name) {
  constexpr std::array<std::string_view, 5> kWays{"role_arn", "sso_session", "sso_start_url",
                                                  "web_identity_token_file", "login_session"};
  for (const auto way : kWays) {
    if (!profile.contains(way)) continue;
    throw usage_error(
        fmt::format("the AWS profile \"{}\" gets its keys by {}, which cauth does not do itself", name, way),
        fmt::format(
            "let the AWS CLI do it: eval \"$(aws configure export-credentials --profile {} --format env)\"",
            name));
  }
}

std::optional<Credentials> static_keys(const Section& profile, std::string_view name) {
  const auto id = profile.find("aws_access_key_id");
  const auto secret = profile.find("aws_secret_access_key");
  if (id == profile.end() && secret == profile.end()) return std::nullopt;
  if (id == profile.end() || secret == profile.end()) {
    throw usage_error(
        fmt::format("the AWS profile \"{}\" has only one of aws_access_key_id and "
                    "aws_secret_access_key",
                    name));
  }
  Credentials credentials{.access_key_id = id->second, .secret_access_key = SecretString(secret->second)};
  if (const auto token = profile.find("aws_session_token"); token != profile.end())
    credentials.session_token = SecretString(token->second);
  return credentials;
}

std::optional<Credentials> from_profile(const Environ& env, std::string_view name, bool was_named,
                                        TimePoint now) {
  const auto profile = read_profile(env, name);
  if (!profile) {
    if (!was_named) return std::nullopt;
    throw usage_error(
        fmt::format("the AWS profile \"{}\" does not exist", printable(name)),
        "see the sections of ~/.aws/config and ~/.aws/credentials: aws configure list-profiles");
  }
  auto credentials = static_keys(*profile, name);
  if (const auto process = profile->find("credential_process"); !credentials && process != profile->end())
    credentials = run_credential_process(process->second, env, now);
  if (!credentials) refuse_unknown_ways(*profile, name);
  if (credentials) credentials->source = fmt::format("the AWS profile \"{}\"", name);
  return credentials;
}

}  // namespace

Credentials first_of(std::span<const CredentialProvider> providers) {
  for (const auto& provider : providers) {
    if (auto credentials = provider()) return std::move(*credentials);
  }
  throw usage_error(
      "no AWS credentials were found, and this request must be signed",
      "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws/credentials: "
      "--aws-profile NAME or AWS_PROFILE");
}

Credentials find_credentials(const Environ& env, const std::optional<std::string>& aws_profile,
                             Clock& clock) {
  const auto profile = aws_profile ? aws_profile : env.get("AWS_PROFILE");
  std::vector<CredentialProvider> providers;
  // A profile that was asked for here and now beats keys that happen to be exported; AWS_PROFILE does not.
  if (!aws_profile) providers.emplace_back([&] { return from_environment(env); });
  providers.emplace_back(
      [&] { return from_profile(env, profile.value_or("default"), profile.has_value(), clock.now()); });
  return first_of(providers);
}

}  // namespace cauth::aws
