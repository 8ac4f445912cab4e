#include "serve/sandbox/srp_exchanges.hpp"

#include "serve/sandbox/refusal.hpp"

#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// More are not kept: what a sandbox remembers must not grow without end.
constexpr std::size_t kMostExchanges = 10'000;

}  // namespace

void SrpExchanges::open(std::string secret_block, SrpExchange exchange) {
  if (exchanges_.size() >= kMostExchanges) exchanges_.clear();
  exchanges_.emplace(std::move(secret_block), std::move(exchange));
}

SrpExchange SrpExchanges::take(std::string_view secret_block, std::string_view client_id, TimePoint now) {
  const auto found = exchanges_.find(secret_block);
  if (found == exchanges_.end() || found->second.client_id != client_id || now >= found->second.expires) {
    throw not_authorized("Incorrect username or password.");
  }
  SrpExchange exchange = std::move(found->second);
  exchanges_.erase(found);
  return exchange;
}

}  // namespace cauth::serve::sandbox
