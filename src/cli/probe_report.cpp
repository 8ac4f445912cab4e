#include "cli/probe_report.hpp"

#include "base/text.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace cauth::cli {
namespace {

using probe::Came;
using probe::Outcome;
using probe::Row;

constexpr std::size_t kOutcomeWidth = 12;

std::string_view words_of(Outcome outcome) {
  return outcome == Outcome::not_tested ? "not tested" : probe::name_of(outcome);
}

// SGR sequences (ECMA-48 section 8.3.117).
std::string_view colour_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::ok: return "\x1b[32m";
    case Outcome::finding: return "\x1b[1;31m";
    case Outcome::note: return "\x1b[33m";
    case Outcome::not_tested: return "\x1b[2m";
  }
  return "";
}

std::string_view words_of(Came came) {
  switch (came) {
    case Came::let_in: return "let in";
    case Came::refused: return "refused";
    case Came::unclear: return "unclear";
  }
  return "";
}

std::string_view words_of(probe::Expected expected) {
  switch (expected) {
    case probe::Expected::let_in: return "let in";
    case probe::Expected::refused: return "refused";
    case probe::Expected::either: return "either";
  }
  return "";
}

std::size_t count(const std::vector<Row>& rows, Outcome outcome) {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const Row& row) { return row.outcome == outcome; }));
}

std::string counted(std::size_t number, std::string_view what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

Json to_json(const Row& row) {
  Json object = {{"check", row.id},
                 {"title", row.title},
                 {"result", probe::name_of(row.outcome)},
                 {"expected", words_of(row.expected)},
                 {"came", row.answer ? Json(words_of(row.answer->came)) : Json()},
                 {"status", row.answer ? Json(row.answer->status) : Json()}};
  if (row.severity) object["severity"] = probe::name_of(*row.severity);
  if (row.answer && !row.answer->detail.empty()) object["detail"] = row.answer->detail;
  if (!row.what.empty()) object["message"] = row.what;
  if (!row.hint.empty()) object["hint"] = row.hint;
  return object;
}

Json to_json(const ProbedEndpoint& endpoint) {
  Json checks = Json::array();
  for (const Row& row : endpoint.rows) checks.push_back(to_json(row));
  return {{"url", endpoint.url},
          {"as", probe::name_of(endpoint.consumer)},
          {"token", endpoint.whose},
          {"findings", count(endpoint.rows, Outcome::finding)},
          {"checks", std::move(checks)}};
}

std::string came_words(const probe::Answer& answer) {
  const std::string detail = answer.detail.empty() ? "" : fmt::format(", {}", printable(answer.detail));
  return fmt::format("{} ({}{})", words_of(answer.came), answer.status, detail);
}

call::TestOutcome report_outcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::finding: return call::TestOutcome::fail;
    case Outcome::not_tested: return call::TestOutcome::skip;
    default: return call::TestOutcome::pass;
  }
}

// What one case says beyond its name.
std::string details_of(const Row& row) {
  if (!row.answer) return "";
  std::string details =
      fmt::format("expected: {}\ncame: {}", words_of(row.expected), came_words(*row.answer));
  if (row.outcome == Outcome::note) details += "\nnote: " + row.what;
  if (!row.hint.empty()) details += "\nhint: " + row.hint;
  return details;
}

// It may hold what a report must not.
std::string without_query(const ProbedEndpoint& endpoint) {
  return endpoint.url.substr(0, endpoint.url.find('?'));
}

std::string message_of(const Row& row) {
  return row.severity ? fmt::format("{}: {}", probe::name_of(*row.severity), row.what) : row.what;
}

}  // namespace

ProbeTable::ProbeTable(Context& context, const ProbedEndpoint& endpoint,
                       const std::vector<probe::Check>& checks)
    : out_(context.io().out), colour_(context.io().colour_out) {
  for (const auto& check : checks) width_ = std::max(width_, printable(check.title).size());
  print(out_, "{}: {}, as {}\n", printable(endpoint.url), endpoint.whose, probe::name_of(endpoint.consumer));
}

void ProbeTable::add(const Row& row) {
  std::string outcome = fmt::format("{:<{}}", words_of(row.outcome), kOutcomeWidth);
  if (colour_) outcome = fmt::format("{}{}\x1b[0m", colour_of(row.outcome), outcome);
  const std::string came = row.answer ? came_words(*row.answer) : row.what;
  print(out_, "{}{:<{}}  {}\n", outcome, printable(row.title), width_, came);
  if (!row.answer || row.what.empty()) return;
  const std::string severity = row.severity ? fmt::format("{}: ", probe::name_of(*row.severity)) : "";
  print(out_, "{:{}}{}{}\n", "", kOutcomeWidth, severity, row.what);
  if (!row.hint.empty()) print(out_, "{:{}}hint: {}\n", "", kOutcomeWidth, row.hint);
}

void ProbeTable::finish(const std::vector<Row>& rows) {
  print(out_, "{}, {}, {} ok, {} not tested\n", counted(count(rows, Outcome::finding), "finding"),
        counted(count(rows, Outcome::note), "note"), count(rows, Outcome::ok),
        count(rows, Outcome::not_tested));
}

Json probe_to_json(const std::vector<ProbedEndpoint>& endpoints) {
  std::size_t findings = 0;
  Json list = Json::array();
  for (const auto& endpoint : endpoints) {
    findings += count(endpoint.rows, Outcome::finding);
    list.push_back(to_json(endpoint));
  }
  return {{"findings", findings}, {"endpoints", std::move(list)}};
}

call::TestCase case_of_broken_probe(const ProbedEndpoint& endpoint, const Error& error,
                                    const std::string& suite) {
  return {.name = fmt::format("the probe of {}", without_query(endpoint)),
          .suite = suite,
          .outcome = call::TestOutcome::fail,
          .message = fmt::format("broken off: {}", http::redact_tokens(error.what_failed, {})),
          .details = error.hint};
}

std::vector<call::TestCase> probe_to_cases(const std::vector<ProbedEndpoint>& endpoints,
                                           const std::string& suite) {
  std::vector<call::TestCase> cases;
  for (const auto& endpoint : endpoints) {
    const std::string address = without_query(endpoint);
    for (const Row& row : endpoint.rows) {
      cases.push_back({.name = fmt::format("{} at {}", row.title, address),
                       .suite = suite,
                       .outcome = report_outcome(row.outcome),
                       .duration = row.duration,
                       .message = message_of(row),
                       .details = details_of(row)});
    }
  }
  return cases;
}

}  // namespace cauth::cli
