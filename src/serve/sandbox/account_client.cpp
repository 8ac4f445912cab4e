#include "serve/sandbox/account_client.hpp"

#include "serve/sandbox/input.hpp"
#include "serve/sandbox/sign_in_rules.hpp"

namespace cauth::serve::sandbox {

PoolClient account_client(State& state, const Json& input, std::string_view username) {
  const PoolClient found = find_client(state, required_text(input, "ClientId"));
  const auto hash = optional_text(input, "SecretHash");
  check_secret_hash(found.client, username, hash ? &*hash : nullptr);
  return found;
}

}  // namespace cauth::serve::sandbox
