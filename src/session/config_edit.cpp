#include "base/error.hpp"
#include "base/file.hpp"
#include "session/config_file.hpp"
#include "session/toml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

// Profiles are edited as text, so that comments, order and spacing stay the user's own. What comes out is
// parsed again and compared with what was meant before it replaces the file.

namespace cauth::session {
namespace {

constexpr std::chrono::seconds kLongestWait{10};  // an edit takes milliseconds

// Everything up to and including the end of the line that `at` stands on.
std::size_t after_line(std::string_view text, std::size_t at) {
  const auto end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const auto end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

const TomlMember* find_member(const TomlValue& table, std::string_view name) {
  const auto found = std::find_if(table.members.begin(), table.members.end(),
                                  [name](const TomlMember& one) { return one.name == name; });
  return found == table.members.end() ? nullptr : &*found;
}

const TomlValue* find_profile(const TomlValue& document, std::string_view profile) {
  const TomlValue* profiles = document.member("profile");
  return profiles == nullptr ? nullptr : profiles->member(profile);
}

class Editor {
 public:
  Editor(std::string text, std::string file, std::string_view profile)
      : text_(std::move(text)), file_(std::move(file)), profile_(profile) {
    newline_ = text_.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  }

  void apply(const ProfileChange& change) {
    const TomlValue document = parse_toml(text_, file_);
    const TomlValue* table = find_profile(document, profile_);
    const TomlMember* member = table == nullptr ? nullptr : find_member(*table, change.name);
    if (member == nullptr && change.toml_value.empty()) return;
    if (member == nullptr) {
      insert(table, change);
    } else if (change.toml_value.empty()) {
      const auto begin = line_begin(text_, member->key_begin);
      text_.erase(begin, after_line(text_, member->value.end) - begin);
    } else {
      text_.replace(member->value.begin, member->value.end - member->value.begin, change.toml_value);
    }
  }

  const std::string& text() const { return text_; }

 private:
  // Below the profile's last setting; a profile without a header of its own gets one at the end of the file.
  void insert(const TomlValue* table, const ProfileChange& change) {
    if (table == nullptr || !table->has_header) {
      end_line();
      if (!text_.empty()) text_ += newline_;
      text_ += fmt::format("[profile.{}]{}", toml_key(profile_), newline_);
      text_ += line(change);
      return;
    }
    std::size_t last = table->begin;
    for (const auto& member : table->members) {
      if (member.value.kind != TomlValue::Kind::table || member.value.in_braces) {
        last = std::max(last, member.value.end);
      }
    }
    const std::size_t at = after_line(text_, last);
    if (at == text_.size()) {
      end_line();
      text_ += line(change);
    } else {
      text_.insert(at, line(change));
    }
  }

  std::string line(const ProfileChange& change) const {
    return fmt::format("{} = {}{}", toml_key(change.name), change.toml_value, newline_);
  }

  void end_line() {
    if (!text_.empty() && !text_.ends_with('\n')) text_ += newline_;
  }

  std::string text_;
  std::string file_;
  std::string profile_;
  std::string newline_;
};

// Puts a member into a table of values, or takes it out, keeping the order by name that parse_toml gives.
TomlValue& member_for(TomlValue& table, std::string_view name) {
  table.kind = TomlValue::Kind::table;
  auto at = std::lower_bound(table.members.begin(), table.members.end(), name,
                             [](const TomlMember& one, std::string_view key) { return one.name < key; });
  if (at == table.members.end() || at->name != name) {
    at = table.members.insert(at, {.name = std::string(name), .key_begin = 0, .line = 0, .value = {}});
  }
  return at->value;
}

// What the document should say afterwards.
void change_value(TomlValue& document, std::string_view profile, const ProfileChange& change) {
  if (change.toml_value.empty()) {
    if (find_profile(document, profile) == nullptr) return;
    auto& members = member_for(member_for(document, "profile"), profile).members;
    members.erase(std::remove_if(members.begin(), members.end(),
                                 [&](const TomlMember& one) { return one.name == change.name; }),
                  members.end());
    return;
  }
  TomlValue& table = member_for(member_for(document, "profile"), profile);
  member_for(table, change.name) =
      parse_toml(fmt::format("value = {}", change.toml_value), change.name).members.front().value;
}

// Is the new text a document that says what was meant, and nothing else?
bool says(std::string_view text, const TomlValue& meant) {
  try {
    return parse_toml(text, {}).same_as(meant);
  } catch (const Error&) {
    return false;  // an edit that broke the document: the caller says so in its own words
  }
}

}  // namespace

std::string edited_config(std::string text, const std::filesystem::path& path, std::string_view profile,
                          const std::vector<ProfileChange>& changes) {
  TomlValue meant = parse_toml(text, path.string());
  Editor editor(std::move(text), path.string(), profile);
  for (const auto& change : changes) {
    change_value(meant, profile, change);
    editor.apply(change);
  }
  if (says(editor.text(), meant)) return editor.text();
  throw usage_error(
      fmt::format("cannot change profile \"{}\" in \"{}\" without touching the rest of the file", profile,
                  path.string()),
      fmt::format("write the profile as a table under [profile.{}], or edit the file by hand",
                  toml_key(profile)));
}

void write_profile(const std::filesystem::path& path, std::string_view profile,
                   const std::vector<ProfileChange>& changes, Clock& clock) {
  make_private_folder(path.parent_path());
  const FileLock lock("the config file", path.string() + ".lock", clock.now() + kLongestWait, clock);
  const auto old_text = read_file_if_there(path, kLargestConfig);
  const std::string text = edited_config(old_text.value_or(std::string()), path, profile, changes);
  if (old_text != text) write_private_file(path, text);
}

}  // namespace cauth::session
