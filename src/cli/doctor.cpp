#include "cli/doctor.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <utility>

namespace cauth::cli {

std::string_view name_of(Check::State state) {
  switch (state) {
    case Check::State::ok: return "ok";
    case Check::State::note: return "note";
    case Check::State::wrong: return "wrong";
    case Check::State::skipped: break;
  }
  return "skipped";
}

void Doctor::examine(const std::string& name, const std::function<Check()>& check) {
  Check result;
  try {
    result = check();
  } catch (const Error& error) {
    // What is wrong is what we are here for.
    if (error.category == Category::interrupted) throw;
    result = {.state = Check::State::wrong, .text = error.what_failed, .fix = error.hint};
  }
  result.name = name;
  checks_.push_back(std::move(result));
}

bool Doctor::settings_can_be_read() {
  try {
    context_.settings();
    return true;
  } catch (const Error& error) {
    // The check of the profile says it.
    return false;
  }
}

void Doctor::examine_settings(const std::string& name, const std::function<Check(Context&)>& check) {
  if (settings_can_be_read()) {
    examine(name, [&] { return check(context_); });
  } else {
    checks_.push_back({.name = name, .state = Check::State::skipped, .text = "the settings cannot be read"});
  }
}

bool Doctor::all_well() const {
  return std::none_of(checks_.begin(), checks_.end(),
                      [](const Check& check) { return check.state == Check::State::wrong; });
}

}  // namespace cauth::cli
