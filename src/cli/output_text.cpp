#include "cli/output_text.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

using Keys = std::set<std::string>;

class TextWriter {
 public:
  std::string text;

  // `label`: the member that holds the value; empty at the top. `columns`: the fields that every object of a
  // list has on its line, so that columns stay columns.
  void write(const Json& value, const std::string& label, const std::optional<Keys>& columns = {}) {
    if (value.is_object()) {
      write_object(value, label, columns ? *columns : scalar_keys(value));
    } else if (value.is_array()) {
      write_list(value, label);
    } else {
      text += scalar_text(value) + '\n';
    }
  }

 private:
  static Keys scalar_keys(const Json& object) {
    Keys keys;
    for (const auto& [key, member] : object.items()) {
      if (!member.is_structured()) keys.insert(key);
    }
    return keys;
  }

  static std::string in_capitals(std::string label) {
    for (char& letter : label) {
      if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return label;
  }

  void write_object(const Json& object, const std::string& label, const Keys& columns) {
    std::vector<std::string> fields;
    if (!columns.empty() && !label.empty()) fields.push_back(in_capitals(label));
    for (const auto& key : columns) fields.push_back(object.contains(key) ? scalar_text(object.at(key)) : "");
    if (!columns.empty()) text += join(fields, "\t") + '\n';
    std::map<std::string, const Json*> others;
    for (const auto& [key, member] : object.items()) {
      if (!columns.contains(key)) others[key] = &member;
    }
    for (const auto& [key, member] : others) write(*member, key);
  }

  void write_list(const Json& list, const std::string& label) {
    if (std::any_of(list.begin(), list.end(), [](const Json& element) { return element.is_object(); })) {
      Keys columns;
      for (const auto& element : list) {
        if (element.is_object()) columns.merge(scalar_keys(element));
      }
      for (const auto& element : list) write(element, label, columns);
      return;
    }
    write_scalars(list, label);
    for (const auto& element : list) {
      if (element.is_array()) write(element, label);
    }
  }

  // One line each below a name, else all in one.
  void write_scalars(const Json& list, const std::string& label) {
    std::vector<std::string> fields;
    for (const auto& element : list) {
      if (!element.is_array()) fields.push_back(scalar_text(element));
    }
    if (fields.empty()) return;
    if (label.empty()) {
      text += join(fields, "\t") + '\n';
      return;
    }
    for (const auto& field : fields) text += in_capitals(label) + '\t' + field + '\n';
  }
};

}  // namespace

std::string scalar_text(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_null()) return "None";
  if (value.is_boolean()) return value.get<bool>() ? "True" : "False";
  return json_text(value);
}

std::string text_of(const Json& value) {
  TextWriter writer;
  writer.write(value, "");
  return writer.text;
}

}  // namespace cauth::cli
