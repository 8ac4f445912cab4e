#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::test {

/// One line of a script: "! cauth decode $TOKEN".
struct Step {
  int line = 0;
  std::string text;
};

/// A test script: its steps, and the files after `-- NAME --` lines.
struct Script {
  std::vector<Step> steps;
  std::vector<std::pair<std::string, std::string>> files;
};

/// The script did not go as it says; or it is not one.
struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Script parse_script(std::string_view text);

using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

/// `$NAME` and `${NAME}` replaced; an unknown name is a Failure. A `$` before anything else is itself.
std::string expand(std::string_view text, const Lookup& lookup);

/// The words of a step as a shell would make them: '…' as it stands, "…" and bare words with variables.
std::vector<std::string> words_of(std::string_view text, const Lookup& lookup);

}  // namespace cauth::test
