#pragma once

namespace cauth {

/// From now on a crash writes no core dump, whoever would take it: the memory holds tokens and passwords.
/// Programs that are started or become this process have theirs as ever. Nor can other programs of the same
/// user look into this one.
void keep_secrets_out_of_core_dumps();

}  // namespace cauth
