#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"

namespace cauth::cli {

/// How a line is written: cauth's own way, or `cauth cognito-idp OPERATION …` with the AWS CLI's global
/// options, where --profile is the AWS profile.
enum class Form { own, aws };

/// What the options that every command has were set to.
struct GlobalOptions {
  Globals values;
  bool help = false;
  bool version = false;
  bool no_color = false;
};

/// Declares them in `args`, but for the names that a command has claimed there for itself.
void declare_globals(Args& args, GlobalOptions& into, Form form);

}  // namespace cauth::cli
