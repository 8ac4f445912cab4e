#include "aws/profile_files.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cauth::aws {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = std::size_t{1} << 20U;

std::size_t indent_of(std::string_view line) {
  return static_cast<std::size_t>(std::find_if_not(line.begin(), line.end(), is_space) - line.begin());
}

// `profile "my dev"` and `profile  my-dev` as `profile my dev`, `profile my-dev`.
std::string section_name(std::string_view between_brackets) {
  std::string name;
  for (const auto word : split_words(between_brackets)) {
    if (!name.empty()) name += ' ';
    name += word;
  }
  std::erase_if(name, [](char character) { return character == '"' || character == '\''; });
  return name;
}

class IniReader {
 public:
  explicit IniReader(const fs::path& path) : path_(path) {}

  void line(std::string_view text, int number) {
    const auto content = trim(text);
    if (content.empty() || content.front() == '#' || content.front() == ';') return;
    const auto indent = indent_of(text);
    if (setting_indent_ && indent > *setting_indent_) return;  // nested settings, or a value's second line
    if (content.front() == '[' && content.back() == ']') {
      section_ = &file[section_name(content.substr(1, content.size() - 2))];
      setting_indent_.reset();
      return;
    }
    const auto end_of_name = content.find_first_of("=:");
    if (section_ == nullptr || end_of_name == std::string_view::npos || end_of_name == 0)
      throw usage_error(fmt::format("cannot read \"{}\": line {} is neither a section nor a setting",
                                    path_.string(), number));
    setting_indent_ = indent;
    (*section_)[to_lower(trim(content.substr(0, end_of_name)))] = trim(content.substr(end_of_name + 1));
  }

  IniFile file;

 private:
  const fs::path& path_;
  Section* section_ = nullptr;
  std::optional<std::size_t> setting_indent_;
};

std::optional<fs::path> file_path(const Environ& env, std::string_view variable, std::string_view name) {
  const auto home = env.home();
  const auto named = env.get(variable);
  if (named && named->starts_with("~/") && home) return *home / named->substr(2);
  if (named) return fs::path(*named);
  if (home) return *home / ".aws" / name;
  return std::nullopt;
}

IniFile read_ini(const std::optional<fs::path>& path) {
  if (!path) return {};
  const auto text = read_file_if_there(*path, kLargestFile);
  return text ? parse_ini(*text, *path) : IniFile{};
}

}  // namespace

IniFile parse_ini(std::string_view text, const fs::path& path) {
  IniReader reader(path);
  int number = 0;
  for (const auto line : split(text, '\n')) reader.line(line, ++number);
  return std::move(reader.file);
}

std::optional<Section> read_profile(const Environ& env, std::string_view name) {
  const IniFile config = read_ini(file_path(env, "AWS_CONFIG_FILE", "config"));
  const IniFile credentials = read_ini(file_path(env, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
  std::optional<Section> merged;
  const auto take = [&](const IniFile& file, std::string_view section_name) {
    const auto section = file.find(section_name);
    if (section == file.end()) return;
    if (!merged) merged.emplace();
    for (const auto& [key, value] : section->second) merged->insert_or_assign(key, value);
  };
  if (name == "default") take(config, "default");
  take(config, fmt::format("profile {}", name));
  take(credentials, name);
  return merged;
}

}  // namespace cauth::aws
