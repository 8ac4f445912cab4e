#pragma once

#include "base/error.hpp"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>

namespace cauth::crypto {

/// Frees an OpenSSL handle with its own function.
template <auto free_function>
struct Freer {
  template <class Handle>
  void operator()(Handle* handle) const noexcept {
    free_function(handle);
  }
};

using BignumHandle = std::unique_ptr<BIGNUM, Freer<BN_clear_free>>;
using BioHandle = std::unique_ptr<BIO, Freer<BIO_free_all>>;
using DigestContextHandle = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using KeyContextHandle = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using ParamBuilderHandle = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using ParamsHandle = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;

/// OpenSSL speaks of octets as unsigned char.
inline const unsigned char* as_octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* as_octets(char* memory) {
  return reinterpret_cast<unsigned char*>(memory);
}

/// For what cannot fail unless OpenSSL is broken or its policy forbids it: Error{internal} with OpenSSL's own
/// reason.
inline void expect(bool worked, std::string_view what) {
  if (worked) return;
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  ERR_clear_error();
  throw Error(Category::internal, fmt::format("OpenSSL cannot {}: {}", what, reason.data()));
}

}  // namespace cauth::crypto
