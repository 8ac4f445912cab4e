#include "cli/profile_writer.hpp"

#include "aws/region.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cognito/pool.hpp"
#include "session/file_names.hpp"
#include "session/token_store.hpp"
#include "session/toml.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace cauth::cli {
namespace {

using session::SettingKind;
using session::SettingRow;

// Beyond what the table says of choices: the shapes that requests would fail on later.
void check_shape(const SettingRow& row, const std::string& value) {
  if (const auto problem = session::problem_with(row, value); !problem.empty()) {
    throw usage_error(fmt::format("the {} {}", session::words_of(row.name), problem));
  }
  if (row.name == "user_pool_id") cognito::parse_pool_id(value);
  if (row.name == "client_id") cognito::check_client_id(value);
  if (row.name == "token_store") session::parse_store_choice(value);
  if (row.name == "region" && !aws::is_region(value)) {
    throw usage_error(fmt::format("\"{}\" is no AWS region", printable(value)), "it looks like eu-west-1");
  }
  if ((row.name == "api" || row.name == "endpoint_url") && !parse_url(value)) {
    throw usage_error(fmt::format("the {} \"{}\" is no URL", session::words_of(row.name), printable(value)),
                      "it begins with https:// or http://");
  }
}

std::string toml_of_secret(const SettingRow& row, std::string_view value) {
  const auto halves = split_once(value, ':');
  if (halves && !halves->after.empty()) {
    for (const std::string_view place : {"env", "file", "command"}) {
      if (halves->before == place)
        return fmt::format("{{ {} = {} }}", place, session::toml_string(halves->after));
    }
  }
  throw usage_error(fmt::format("the {} is not written into a profile as it is", session::words_of(row.name)),
                    "say where it is: env:VARIABLE, file:PATH or command:LINE");
}

}  // namespace

const SettingRow& profile_setting(std::string_view name) {
  const SettingRow* row = session::find_setting_row(name);
  if (row != nullptr && row->in_profile) return *row;
  std::vector<std::string> names;
  for (const auto& known : session::setting_rows()) {
    if (known.in_profile) names.emplace_back(known.name);
  }
  const auto near = nearest(name, names);
  throw usage_error(fmt::format("there is no setting \"{}\"", printable(name)),
                    near ? fmt::format("did you mean \"{}\"?", *near) : "there is: " + join(names, ", "));
}

ProfileWriter::ProfileWriter(Context& context)
    : context_(context),
      settings_(context.env(), context.globals().settings, session::UnknownProfile::allowed) {
  if (settings_.config().path.empty()) {
    throw usage_error("there is no home folder for a config file", "set HOME, or CAUTH_CONFIG to a file");
  }
}

void ProfileWriter::set(std::string_view name, std::string_view value) {
  const SettingRow& row = profile_setting(name);
  if (value.empty()) {
    add(name, "");
  } else if (row.kind == SettingKind::secret) {
    add(name, toml_of_secret(row, value));
  } else {
    check_shape(row, std::string(value));
    const bool boolean = row.kind == SettingKind::boolean;
    add(name, boolean ? (*session::parse_boolean(value) ? "true" : "false") : session::toml_string(value));
  }
}

void ProfileWriter::keep_secret(std::string_view name, const SecretString& secret) {
  // Relative to the config file, so that both can be moved together.
  const auto folder = settings_.config().path.parent_path();
  const auto file =
      std::filesystem::path("secrets") /
      session::file_name_for(profile_name() + '.' + std::string(name), {profile_name(), std::string(name)});
  make_private_folder(folder / "secrets");
  write_private_file(folder / file, secret.reveal());
  add(name, fmt::format("{{ file = {} }}", session::toml_string(file.string())));
}

void ProfileWriter::write() {
  const auto& path = settings_.config().path;
  session::write_profile(path, profile_name(), changes_, context_.clock());
  context_.note(fmt::format("wrote profile {} to {}", printable(profile_name()), path.string()));
}

void ProfileWriter::add(std::string_view name, std::string toml_value) {
  changes_.push_back({.name = std::string(name), .toml_value = std::move(toml_value)});
}

}  // namespace cauth::cli
