#pragma once

#include "cli/context.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// What came of one check of the setup.
struct Check {
  enum class State : std::uint8_t {
    ok,
    note,     ///< nothing is wrong, but somebody may want to know or do something
    wrong,    ///< it will not work
    skipped,  ///< it could not be looked at, and why
  };
  std::string name;  ///< "clock"
  State state = State::ok;
  std::string text;  ///< what was found
  std::string fix;   ///< what to do; empty where nothing is to be done
};

/// "ok", "note", "wrong", "skipped".
std::string_view name_of(Check::State state);

/// Looks at one part of the setup after the other. A check that throws is wrong in the error's own words;
/// none keeps the others from being made.
class Doctor {
 public:
  explicit Doctor(Context& context) : context_(context) {}

  void examine(const std::string& name, const std::function<Check()>& check);
  /// The same for what needs the settings: skipped where they cannot be read.
  void examine_settings(const std::string& name, const std::function<Check(Context&)>& check);
  const std::vector<Check>& checks() const { return checks_; }
  bool all_well() const;

 private:
  bool settings_can_be_read();

  Context& context_;
  std::vector<Check> checks_;
};

/// What this machine says: profile, proxy, CA, store, session. Nothing is sent; a credential helper is run.
void examine_setup(Context& context, Doctor& doctor);

/// What the service says: clock, pool and its keys, the app client's flows and whether it has a secret.
void examine_service(Context& context, Doctor& doctor);

}  // namespace cauth::cli
