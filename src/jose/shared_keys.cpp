#include "jose/shared_keys.hpp"

namespace cauth::jose {

std::optional<Jwk> SharedKeys::find(std::string_view issuer, std::string_view kid) {
  const std::lock_guard lock(mutex_);
  const Jwk* jwk = keys_.find(issuer, kid);
  if (jwk == nullptr) return std::nullopt;
  Jwk copy{.weak = jwk->weak, .problem = jwk->problem};
  if (jwk->key) copy.key = jwk->key->share();
  return copy;
}

const Jwk* KeysOfThread::find(std::string_view issuer, std::string_view kid) {
  std::pair name{std::string(issuer), std::string(kid)};
  const auto known = known_.find(name);
  if (known != known_.end()) return &known->second;
  auto jwk = shared_.find(issuer, kid);
  return jwk ? &known_.emplace(std::move(name), *std::move(jwk)).first->second : nullptr;
}

}  // namespace cauth::jose
