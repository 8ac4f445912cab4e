#pragma once

#include "base/environ.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::aws {

using Section = std::map<std::string, std::string, std::less<>>;

/// What one of the AWS CLI's INI files says: sections by name.
using IniFile = std::map<std::string, Section, std::less<>>;

/// The format of ~/.aws/config and ~/.aws/credentials. Nested settings (indented lines) are read and left
/// out. Error{usage} with the line number when a line is neither a section, a setting, a comment nor empty.
IniFile parse_ini(std::string_view text, const std::filesystem::path& path);

/// A profile's settings: those of the credentials file over those of the config file, as the AWS CLI has
/// them. Nothing when neither file knows it. Files: AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE or below
/// ~/.aws.
std::optional<Section> read_profile(const Environ& env, std::string_view name);

}  // namespace cauth::aws
