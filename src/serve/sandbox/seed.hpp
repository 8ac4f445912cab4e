#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "serve/sandbox/pool.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

struct Seed {
  Pools pools;
  std::string first_pool;    ///< the first in the text, and its first client: what the environment names
  std::string first_client;  ///< empty when that pool has none
};

/// Pools, clients and users from a seed's JSON text (its format stands in the manual of `cauth sandbox`).
/// Error{usage} that names the member which is wrong, such as `pools[0].users[1].status`; `name` says which
/// seed. `now` is when the users were made.
Seed read_seed(std::string_view json_text, std::string_view name, Random& random, TimePoint now);

/// The seed of a sandbox that is given none.
std::string_view builtin_seed();

}  // namespace cauth::serve::sandbox
