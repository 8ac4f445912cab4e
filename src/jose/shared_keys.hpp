#pragma once

#include "jose/jwks.hpp"

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::jose {

/// A source of keys for several threads. Asking it takes a lock.
class SharedKeys {
 public:
  explicit SharedKeys(KeySource& keys) : keys_(keys) {}
  /// A copy: what the source itself gives back may be gone when another thread makes it fetch.
  std::optional<Jwk> find(std::string_view issuer, std::string_view kid);

 private:
  std::mutex mutex_;
  KeySource& keys_;
};

/// One thread's view of them. A key that was there once is kept, without a lock.
class KeysOfThread : public KeySource {
 public:
  explicit KeysOfThread(SharedKeys& shared) : shared_(shared) {}
  const Jwk* find(std::string_view issuer, std::string_view kid) override;

 private:
  SharedKeys& shared_;
  std::map<std::pair<std::string, std::string>, Jwk> known_;
};

}  // namespace cauth::jose
