#include "crypto/signature.hpp"

#include "crypto/openssl.hpp"

#include <cstddef>

namespace cauth::crypto {

std::string sign_sha256(evp_pkey_st& key, std::string_view message) {
  const DigestContextHandle context(EVP_MD_CTX_new());
  std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(&key)), '\0');
  std::size_t size = signature.size();
  expect(context && EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) == 1 &&
             EVP_DigestSign(context.get(), as_octets(signature.data()), &size, as_octets(message),
                            message.size()) == 1,
         "sign with SHA-256");
  signature.resize(size);
  return signature;
}

bool verify_sha256(evp_pkey_st& key, std::string_view message, std::string_view signature) {
  const DigestContextHandle context(EVP_MD_CTX_new());
  expect(context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, &key) == 1,
         "verify signatures over SHA-256");
  const bool good = EVP_DigestVerify(context.get(), as_octets(signature), signature.size(),
                                     as_octets(message), message.size()) == 1;
  if (!good) ERR_clear_error();
  return good;
}

}  // namespace cauth::crypto
