#include "cli/probe_other_sessions.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/other_profile.hpp"
#include "cli/sessions.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using probe::Material;
using probe::Supply;

constexpr std::string_view kNoOther = "give --other-profile, the profile of a second session";

std::string client_named_in(const Json& claims) {
  return string_member_or(claims, "aud", string_member_or(claims, "client_id", ""));
}

bool has_scope(const Json& claims, std::string_view wanted) {
  const std::string scopes = string_member_or(claims, "scope", "");
  const auto words = split_words(scopes);
  return std::find(words.begin(), words.end(), wanted) != words.end();
}

bool has_group(const Json& claims, const std::string& wanted) {
  const Json groups = claims.value("cognito:groups", Json::array());
  return groups.is_array() && std::find(groups.begin(), groups.end(), wanted) != groups.end();
}

// One `--requires-scope` or `--requires-group`.
struct Requirement {
  std::string what;
  bool is_scope = false;
  std::string name;

  bool is_met_by(const Json& claims) const {
    return is_scope ? has_scope(claims, name) : has_group(claims, name);
  }
};

std::vector<Requirement> requirements_of(const ProbeSources& sources) {
  std::vector<Requirement> list;
  for (const auto& name : sources.scopes)
    list.push_back({.what = "scope " + name, .is_scope = true, .name = name});
  for (const auto& name : sources.groups)
    list.push_back({.what = "group " + name, .is_scope = false, .name = name});
  return list;
}

// One token of another profile's session, and where it serves.
class OtherTokens {
 public:
  OtherTokens(Material& material, std::vector<Requirement> requirements)
      : material_(material), requirements_(std::move(requirements)) {}

  void add(Context& context, const std::string& profile) {
    OtherProfile other(context, profile);
    const ReadyToken ready = fresh_token(other.context(), {.use = material_.use});
    const auto decoded = jose::decode_token(ready.token.text.reveal());
    if (!decoded.token)
      throw usage_error(fmt::format("the token of profile \"{}\" is none", printable(profile)));
    sort(decoded.token->payload, ready.token.text.reveal());
  }

  // What no session served for.
  void finish(bool others_given) {
    const auto why = [&](std::string_view lacks) {
      return others_given ? fmt::format("no session of --other-profile {}", lacks) : std::string(kNoOther);
    };
    explain(material_.other_pool, why("is of another pool"));
    explain(material_.other_client, why("is of another app client of this pool"));
    for (const auto& requirement : requirements_) {
      if (!has_one_without(requirement))
        lacking_.push_back({.what = requirement.what,
                            .supply = Supply::none(why(fmt::format("lacks the {}", requirement.what)))});
    }
    material_.lacking = std::move(lacking_);
  }

 private:
  void sort(const Json& claims, std::string_view text) {
    const Json& good = material_.good.payload;
    if (string_member_or(claims, "iss", "") != string_member_or(good, "iss", ""))
      return take(material_.other_pool, text);
    if (client_named_in(claims) != client_named_in(good)) take(material_.other_client, text);
    for (const auto& requirement : requirements_) {
      if (!requirement.is_met_by(claims) && !has_one_without(requirement))
        lacking_.push_back({.what = requirement.what, .supply = Supply::of(SecretString(text))});
    }
  }

  bool has_one_without(const Requirement& requirement) const {
    return std::any_of(lacking_.begin(), lacking_.end(),
                       [&](const auto& each) { return each.what == requirement.what; });
  }

  static void take(Supply& supply, std::string_view text) {
    if (!supply.token) supply = Supply::of(SecretString(text));
  }
  static void explain(Supply& supply, std::string why) {
    if (!supply.token) supply.missing = std::move(why);
  }

  Material& material_;
  std::vector<Requirement> requirements_;
  std::vector<probe::Lacking> lacking_;
};

}  // namespace

void add_other_sessions(Context& context, const ProbeSources& sources, Material& material) {
  const auto requirements = requirements_of(sources);
  for (const auto& requirement : requirements) {
    if (requirement.is_met_by(material.good.payload)) continue;
    throw usage_error(
        fmt::format("the token that is sent lacks the {} itself", printable(requirement.what)),
        "sign in as somebody who has it; scopes are in the access token alone (--token-use access)");
  }
  OtherTokens others(material, requirements);
  for (const auto& profile : sources.other_profiles) others.add(context, profile);
  others.finish(!sources.other_profiles.empty());
}

}  // namespace cauth::cli
