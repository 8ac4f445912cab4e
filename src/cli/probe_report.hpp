#pragma once

#include "base/error.hpp"
#include "base/json.hpp"
#include "call/test_report.hpp"
#include "cli/context.hpp"
#include "probe/probe.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cauth::cli {

/// An endpoint that was probed.
struct ProbedEndpoint {
  std::string url;
  std::string whose;  ///< "ID token of alice, behind Bearer"
  probe::Consumer consumer = probe::Consumer::own;
  std::vector<probe::Row> rows;
};

/// Prints rows for people as they come: a heading, a line a check, and below a finding or note what it means.
class ProbeTable {
 public:
  /// The endpoint still without rows; all checks, for the width of their column.
  ProbeTable(Context& context, const ProbedEndpoint& endpoint, const std::vector<probe::Check>& checks);
  void add(const probe::Row& row);
  /// "1 finding, 2 notes, 17 ok, 3 not tested".
  void finish(const std::vector<probe::Row>& rows);

 private:
  Sink& out_;
  bool colour_;
  std::size_t width_ = 0;
};

/// {"findings": 1, "endpoints": [{"url": …, "checks": [{"check": "no-token", "result": "ok", …}]}]}
Json probe_to_json(const std::vector<ProbedEndpoint>& endpoints);

/// A case of a test report for each check: findings fail, what was not tested is skipped.
std::vector<call::TestCase> probe_to_cases(const std::vector<ProbedEndpoint>& endpoints,
                                           const std::string& suite);

/// The failed case of a probe that was broken off.
call::TestCase case_of_broken_probe(const ProbedEndpoint& endpoint, const Error& error,
                                    const std::string& suite);

}  // namespace cauth::cli
