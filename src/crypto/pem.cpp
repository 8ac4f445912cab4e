#include "crypto/pem.hpp"

#include "crypto/openssl.hpp"

#include <openssl/pem.h>

#include <cstddef>
#include <limits>

namespace cauth::crypto {
namespace {

// An encrypted key must fail, not ask for a passphrase at the terminal as OpenSSL would by itself.
int no_passphrase(char* /*memory*/, int /*size*/, int /*writing*/, void* /*user*/) {
  return -1;
}

}  // namespace

KeyHandle private_key_from_pem(std::string_view pem) {
  if (pem.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return nullptr;
  const BioHandle bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  expect(bio != nullptr, "read a private key");
  KeyHandle key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
  if (!key) ERR_clear_error();
  return key;
}

std::string public_key_to_pem(const evp_pkey_st& key) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  expect(bio && PEM_write_bio_PUBKEY(bio.get(), &key) == 1, "write a public key");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

SecretString private_key_to_pem(const evp_pkey_st& key) {
  const BioHandle bio(BIO_new(BIO_s_mem()));
  expect(bio && PEM_write_bio_PKCS8PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
         "write a private key");
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return SecretString(std::string_view(text, static_cast<std::size_t>(size)));
}

}  // namespace cauth::crypto
