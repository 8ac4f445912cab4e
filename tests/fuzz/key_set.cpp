// A text is a key set, or an Error of kind usage says why not; keys that come out of it can be used.

#include "base/error.hpp"
#include "jose/jwks.hpp"
#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    auto keys = cauth::jose::KeySet::parse(cauth::fuzz::text_of(data, size));
    const cauth::jose::Jwk* key = keys.find("", "a");
    if (key == nullptr) return 0;
    require(key->key.has_value() == key->problem.empty());
    if (key->key) require(key->key->bits() >= 2048 && !key->key->verify_rs256("message", "signature"));
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty());
  }
  return 0;
}
