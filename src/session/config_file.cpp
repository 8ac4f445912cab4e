#include "session/config_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "session/setting_rows.hpp"
#include "session/toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::session {
namespace {

// What reading a file needs to say where something is wrong.
struct Place {
  std::string file;
  std::filesystem::path folder;
  std::optional<std::filesystem::path> home;

  Error wrong(std::size_t line, const std::string& what, std::string hint = {}) const {
    return usage_error(fmt::format("\"{}\", line {}: {}", file, line, what), std::move(hint));
  }

  Error unknown(const TomlMember& member, std::string_view kind,
                const std::vector<std::string>& known) const {
    const auto near = nearest(member.name, known);
    return wrong(
        member.line, fmt::format("there is no {} \"{}\"", kind, printable(member.name)),
        near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("there is: {}", join(known, ", ")));
  }

  // `~/` is the home folder; nothing is ever relative to the current directory.
  std::string absolute(const std::string& path) const {
    if (path.starts_with("~/") && home) return (*home / path.substr(2)).string();
    return (folder / path).string();
  }
};

std::vector<std::string> names_in_profile() {
  std::vector<std::string> names;
  for (const auto& row : setting_rows()) {
    if (row.in_profile) names.emplace_back(row.name);
  }
  names.emplace_back("origin");
  return names;
}

std::string read_text(const TomlMember& member, const Place& place) {
  if (member.value.kind != TomlValue::Kind::text) {
    throw place.wrong(member.line, fmt::format("\"{}\" must be a text in quotes", member.name));
  }
  return member.value.text;
}

// As if its items stood in one text, with blanks between.
std::string read_list(const TomlMember& member, const Place& place) {
  std::vector<std::string> items;
  for (const auto& item : member.value.items) {
    if (item.kind != TomlValue::Kind::text) {
      throw place.wrong(member.line, fmt::format("\"{}\" must be a list of texts in quotes", member.name));
    }
    items.push_back(item.text);
  }
  return join(items, " ");
}

std::string read_plain(const TomlMember& member, const SettingRow& row, const Place& place) {
  using Kind = TomlValue::Kind;
  if (row.is_list && member.value.kind == Kind::list) return read_list(member, place);
  const bool truth_value = row.kind == SettingKind::boolean &&
                           (member.value.kind == Kind::boolean || member.value.kind == Kind::integer);
  std::string value = truth_value ? member.value.text : read_text(member, place);
  if (const std::string problem = problem_with(row, value); !problem.empty()) {
    throw place.wrong(member.line, fmt::format("\"{}\" {}", member.name, problem));
  }
  return value;
}

SecretSource read_command(const TomlMember& member, const Place& place) {
  using Kind = SecretSource::Kind;
  if (member.value.kind == TomlValue::Kind::text && !member.value.text.empty()) {
    return {.kind = Kind::shell_command, .literal = {}, .name = member.value.text, .command = {}};
  }
  SecretSource source{.kind = Kind::command, .literal = {}, .name = {}, .command = {}};
  for (const auto& word : member.value.items) {
    if (word.kind == TomlValue::Kind::text) source.command.push_back(word.text);
  }
  if (source.command.empty() || source.command.size() != member.value.items.size()) {
    throw place.wrong(member.line, "\"command\" must be a text for the shell or a list of words",
                      "for instance { command = [\"pass\", \"show\", \"cognito/client\"] }");
  }
  return source;
}

SecretSource read_secret_source(const TomlMember& member, const Place& place) {
  using Kind = SecretSource::Kind;
  const TomlValue& value = member.value;
  if (value.kind == TomlValue::Kind::text) {
    return {.kind = Kind::literal, .literal = SecretString(value.text), .name = {}, .command = {}};
  }
  if (value.kind != TomlValue::Kind::table || value.members.size() != 1) {
    throw place.wrong(member.line, fmt::format("\"{}\" must say where the secret is", member.name),
                      "{ env = \"VARIABLE\" }, { file = \"PATH\" } or { command = [\"PROGRAM\", \"WORD\"] }");
  }
  const TomlMember& from = value.members.front();
  if (from.name == "command") return read_command(from, place);
  if (from.name != "env" && from.name != "file") {
    throw place.unknown(from, "place for a secret", {"env", "file", "command"});
  }
  std::string name = read_text(from, place);
  if (name.empty()) throw place.wrong(from.line, fmt::format("\"{}\" is empty", from.name));
  if (from.name == "env") {
    return {.kind = Kind::environment, .literal = {}, .name = std::move(name), .command = {}};
  }
  return {.kind = Kind::file, .literal = {}, .name = place.absolute(name), .command = {}};
}

constexpr std::string_view kClientSecret = "client_secret";

// One, or for client_secret a list of two: the first is the one to try first.
void read_secret(const TomlMember& member, const Place& place, Profile& profile) {
  const auto& items = member.value.items;
  if (member.value.kind != TomlValue::Kind::list || member.name != kClientSecret) {
    profile.secrets.emplace(member.name, read_secret_source(member, place));
    return;
  }
  if (items.size() != 2) {
    throw place.wrong(member.line, fmt::format("\"{}\" must be one secret or a list of two", member.name),
                      "a client has two secrets at most, while one replaces the other");
  }
  const auto item = [&](std::size_t index) {
    return read_secret_source(
        {.name = member.name, .key_begin = 0, .line = items[index].line, .value = items[index]}, place);
  };
  profile.secrets.emplace(member.name, item(0));
  profile.other_client_secret = item(1);
}

// "https://api.example.com", or with `*.` before the host.
bool is_origin_pattern(std::string_view pattern) {
  std::string address(pattern);
  if (const auto star = address.find("://*."); star != std::string::npos) address.erase(star + 3, 2);
  const auto url = parse_url(address);
  return url && address.find('*') == std::string::npos && url->path == "/" && url->query.empty() &&
         url->fragment.empty() && url->user_info.empty();
}

OriginBinding read_origin(const TomlMember& member, const Place& place) {
  if (!is_origin_pattern(member.name)) {
    throw place.wrong(
        member.line, fmt::format("\"{}\" is no origin", printable(member.name)),
        "write scheme and host, such as \"https://api.example.com\" or \"https://*.example.com\"");
  }
  OriginBinding binding{.pattern = member.name};
  const std::array<std::pair<std::string_view, std::optional<std::string>*>, 4> known = {{
      {"token_use", &binding.token_use},
      {"auth_header", &binding.auth_header},
      {"header_name", &binding.header_name},
      {"scopes", &binding.scopes},
  }};
  for (const auto& setting : member.value.members) {
    const auto* found =
        std::find_if(known.begin(), known.end(), [&](const auto& one) { return one.first == setting.name; });
    if (found == known.end()) {
      throw place.unknown(setting, "setting of an origin",
                          {"token_use", "auth_header", "header_name", "scopes"});
    }
    const SettingRow* row = find_setting_row(setting.name == "scopes" ? "scope" : setting.name);
    *found->second = row != nullptr ? read_plain(setting, *row, place) : read_text(setting, place);
  }
  return binding;
}

const std::vector<TomlMember>& members_of(const TomlMember& table, const Place& place) {
  if (table.value.kind != TomlValue::Kind::table) {
    throw place.wrong(table.line, fmt::format("\"{}\" must be a table", printable(table.name)),
                      "profiles are written [profile.NAME]");
  }
  return table.value.members;
}

Profile read_profile(const TomlMember& table, const Place& place) {
  Profile profile;
  for (const auto& member : members_of(table, place)) {
    if (member.name == "origin") {
      for (const auto& origin : members_of(member, place)) {
        members_of(origin, place);
        profile.origins.push_back(read_origin(origin, place));
      }
      continue;
    }
    const SettingRow* row = find_setting_row(member.name);
    if (row == nullptr || !row->in_profile) throw place.unknown(member, "setting", names_in_profile());
    if (row->kind == SettingKind::secret) {
      read_secret(member, place, profile);
    } else {
      profile.values.emplace(member.name, read_plain(member, *row, place));
    }
  }
  return profile;
}

}  // namespace

std::filesystem::path config_path(const Environ& env, const std::optional<std::string>& named) {
  if (named) return *named;
  if (const auto variable = env.get("CAUTH_CONFIG")) return *variable;
  if (const auto folder = env.config_dir()) return *folder / "config.toml";
  return {};
}

ConfigFile parse_config(std::string_view text, const std::filesystem::path& path,
                        const std::optional<std::filesystem::path>& home) {
  ConfigFile config{.path = path, .exists = true, .profiles = {}};
  const Place place{
      .file = path.string(), .folder = std::filesystem::absolute(path).parent_path(), .home = home};
  for (const auto& top : parse_toml(text, place.file).members) {
    if (top.name != "profile") {
      throw place.unknown(top, "table", {"profile"});
    }
    for (const auto& table : members_of(top, place)) {
      config.profiles.emplace(table.name, read_profile(table, place));
    }
  }
  return config;
}

ConfigFile read_config(const std::filesystem::path& path, const std::optional<std::filesystem::path>& home) {
  if (!path.empty()) {
    if (const auto text = read_secret_file_if_there(path, kLargestConfig)) {
      return parse_config(text->reveal(), path, home);
    }
  }
  return {.path = path, .exists = false, .profiles = {}};
}

}  // namespace cauth::session
