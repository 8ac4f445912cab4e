#include "call/option_table.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace cauth::call {
namespace {

const OptionRow* find_in(std::span<const OptionRow> rows, std::string_view typed) {
  const auto row = std::find_if(rows.begin(), rows.end(),
                                [&](const OptionRow& each) { return http::has_name(each.names, typed); });
  return row == rows.end() ? nullptr : &*row;
}

std::optional<FoundOption> find_row(std::string_view positive, std::string_view negative) {
  for (const auto& section : option_sections()) {
    for (const auto& row : section.rows) {
      const bool named_negative = http::has_name(row.names, negative);
      if (named_negative || http::has_name(row.names, positive))
        return FoundOption{.apply = row.apply, .named_negative = named_negative};
    }
  }
  return std::nullopt;
}

std::optional<FoundOption> find_libcurl_row(const std::string& positive, std::string_view negative) {
  const auto row = http::find_curl_option(positive);
  if (!row) return std::nullopt;
  return FoundOption{
      .apply =
          [row](Line& line, Given given) {
            line.group().curl.push_back(http::curl_option(*row, std::move(given.value), given.on));
          },
      .named_negative = http::has_name(http::curl_option_rows()[*row].names, negative)};
}

}  // namespace

std::span<const OptionSection> option_sections() {
  static const std::array<OptionSection, 6> sections{
      {{"the request", request_rows()},
       {"the answer", answer_rows()},
       {"redirects, tries and several addresses", course_rows()},
       {"trust", connection_rows()},
       {"the token", token_rows()},
       {"what is expected, and test reports", expectation_rows()}}};
  return sections;
}

std::optional<FoundOption> find_option(std::string_view name) {
  const std::string positive = fmt::format("--{}", name);
  const std::string negative = fmt::format("--no-{}", name);
  if (auto found = find_row(positive, negative)) return found;
  return find_libcurl_row(positive, negative);
}

std::vector<const OptionRow*> own_options() {
  std::vector<const OptionRow*> own;
  for (const auto rows : {token_rows(), expectation_rows()}) {
    for (const auto& row : rows) own.push_back(&row);
  }
  return own;
}

const OptionRow* find_row_named(std::string_view typed) {
  for (const auto& section : option_sections()) {
    if (const OptionRow* row = find_in(section.rows, typed)) return row;
  }
  return nullptr;
}

const OptionRow* find_own_option(std::string_view typed) {
  if (const OptionRow* row = find_in(token_rows(), typed)) return row;
  return find_in(expectation_rows(), typed);
}

void check_choice(const OptionRow& row, std::string_view value) {
  std::vector<std::string> choices;
  for (const auto choice : split_words(row.choices)) choices.emplace_back(choice);
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  const auto near = nearest(value, choices);
  throw usage_error(fmt::format("{} is one of {}; \"{}\" is none of them", row.names, join(choices, ", "),
                                printable(value)),
                    near ? fmt::format("did you mean \"{}\"?", *near) : "");
}

}  // namespace cauth::call
