#pragma once

#include "base/environ.hpp"
#include "cli/context.hpp"

#include <string>

namespace cauth::cli {

/// Another profile beside the one in use, for a second session. What the line and the environment say of
/// user, pool, client and tokens is about the first one, and counts for nothing here; where the service is,
/// and the config file, are the same.
class OtherProfile {
 public:
  OtherProfile(Context& context, std::string name);
  OtherProfile(const OtherProfile&) = delete;
  OtherProfile& operator=(const OtherProfile&) = delete;

  /// Error{usage} from its settings when there is no such profile.
  Context& context() { return context_; }

 private:
  Environ env_;
  World world_;
  Globals globals_;
  Context context_;
};

}  // namespace cauth::cli
