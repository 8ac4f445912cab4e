#include "cli/output_table.hpp"

#include "cli/columns.hpp"
#include "cli/output_text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using Cells = std::vector<std::string>;

// Characters, not bytes: those of UTF-8 that begin one.
std::vector<std::size_t> widths_of(const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    if (row.size() > widths.size()) widths.resize(row.size());
    for (std::size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], width_of(row[column]));
    }
  }
  return widths;
}

struct Nested {
  std::string name;
  const Json* value;
};

class TableWriter {
 public:
  std::string text;

  void write(const std::string& name, const Json& value) {
    if (!name.empty()) text += (text.empty() ? "" : "\n") + name + '\n';
    std::vector<Nested> nested;
    if (value.is_object()) {
      write_object(value, name, nested);
    } else if (value.is_array()) {
      write_list(value, name, nested);
    } else {
      text += framed({{scalar_text(value)}}, false);
    }
    for (const auto& below : nested) write(below.name, *below.value);
  }

 private:
  static std::string below(const std::string& name, const std::string& key) {
    return name.empty() ? key : name + '.' + key;
  }

  void write_object(const Json& object, const std::string& name, std::vector<Nested>& nested) {
    std::vector<Cells> rows;
    for (const auto& [key, member] : object.items()) {
      if (member.is_structured()) {
        nested.push_back({below(name, key), &member});
      } else {
        rows.push_back({key, scalar_text(member)});
      }
    }
    text += framed(rows, false);
  }

  void write_list(const Json& list, const std::string& name, std::vector<Nested>& nested) {
    Cells heading;
    for (const auto& element : list) add_columns(element, heading);
    std::vector<Cells> rows;
    if (!heading.empty()) rows.push_back(heading);
    for (std::size_t at = 0; at < list.size(); ++at) {
      const std::string here = name + '[' + std::to_string(at) + ']';
      if (list[at].is_object()) {
        rows.push_back(row_of(list[at], heading, here, nested));
      } else if (list[at].is_array()) {
        nested.push_back({here, &list[at]});
      } else {
        rows.push_back({scalar_text(list[at])});
      }
    }
    text += framed(rows, !heading.empty());
  }

  static void add_columns(const Json& element, Cells& heading) {
    if (!element.is_object()) return;
    for (const auto& [key, member] : element.items()) {
      const bool is_new = std::find(heading.begin(), heading.end(), key) == heading.end();
      if (!member.is_structured() && is_new) heading.push_back(key);
    }
  }

  static Cells row_of(const Json& object, const Cells& heading, const std::string& name,
                      std::vector<Nested>& nested) {
    Cells row(heading.size());
    for (const auto& [key, member] : object.items()) {
      if (member.is_structured()) {
        nested.push_back({below(name, key), &member});
        continue;
      }
      const auto column = std::find(heading.begin(), heading.end(), key) - heading.begin();
      row[static_cast<std::size_t>(column)] = scalar_text(member);
    }
    return row;
  }
};

}  // namespace

std::string framed(const std::vector<Cells>& rows, bool with_heading) {
  if (rows.empty()) return {};
  const auto widths = widths_of(rows);
  std::string line = "+";
  for (const std::size_t width : widths) line += std::string(width + 2, '-') + '+';
  line += '\n';
  std::string text = line;
  for (std::size_t number = 0; number < rows.size(); ++number) {
    text += '|';
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const std::string cell = column < rows[number].size() ? rows[number][column] : "";
      text += ' ' + cell + std::string(widths[column] - width_of(cell), ' ') + " |";
    }
    text += '\n';
    if (with_heading && number == 0) text += line;
  }
  return text + line;
}

std::string table_of(const Json& value) {
  TableWriter writer;
  writer.write("", value);
  return writer.text;
}

}  // namespace cauth::cli
