#include "base/core_dump.hpp"

#include <sys/prctl.h>

namespace cauth {

// A size limit of zero would be inherited by what we start, and a program that takes dumps through a pipe
// ignores it.
void keep_secrets_out_of_core_dumps() {
  prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace cauth
