#include "serve/sandbox/state.hpp"

#include "cognito/pool.hpp"
#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::size_t kKeptMessages = 100;

Error no_client(std::string_view client_id) {
  return refusal("ResourceNotFoundException", fmt::format("User pool client {} does not exist.", client_id));
}

}  // namespace

const AwsKeys& sandbox_aws_keys() {
  static const AwsKeys keys{.access_key_id = "AKIACAUTHSANDBOX0001",
                            .secret_access_key = "sandbox/secret/access/key/opens/nothing0"};
  return keys;
}

std::string State::issuer_of(const Pool& pool) const {
  if (issuer) return fmt::format("{}/{}", *issuer, pool.id);
  return cognito::issuers_of(cognito::parse_pool_id(pool.id), std::nullopt).front();
}

void State::send(Message message) {
  if (told) told(message);
  if (outbox.size() == kKeptMessages) outbox.pop_front();
  outbox.push_back(std::move(message));
}

Pool& find_pool(State& state, std::string_view pool_id) {
  const auto found = state.pools.find(pool_id);
  if (found != state.pools.end()) return found->second;
  throw refusal("ResourceNotFoundException", fmt::format("User pool {} does not exist.", pool_id));
}

PoolClient find_client(State& state, std::string_view client_id) {
  for (auto& entry : state.pools) {
    const auto found = entry.second.clients.find(client_id);
    if (found != entry.second.clients.end()) return {.pool = entry.second, .client = found->second};
  }
  throw no_client(client_id);
}

PoolClient find_client(Pool& pool, std::string_view client_id) {
  const auto found = pool.clients.find(client_id);
  if (found == pool.clients.end()) throw no_client(client_id);
  return {.pool = pool, .client = found->second};
}

User& find_user(Pool& pool, std::string_view name) {
  if (User* user = pool.find_user(name)) return *user;
  throw refusal("UserNotFoundException", "User does not exist.");
}

}  // namespace cauth::serve::sandbox
