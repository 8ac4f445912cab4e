// What the signatures alone cost: OpenSSL's own RS256 verification of the tokens of a file, nothing else, on
// one thread. Usage: verify_peer PUBLIC-KEY.pem TOKENS. Prints the seconds it took.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace {

struct Signed {
  std::string input, signature;
};

std::string decode_base64url(std::string text) {
  for (auto& character : text) character = character == '-' ? '+' : character == '_' ? '/' : character;
  const std::size_t padding = (4 - text.size() % 4) % 4;
  text.append(padding, '=');
  std::string octets(text.size() / 4 * 3, '\0');
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(octets.data()),
                  reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  octets.resize(octets.size() - padding);
  return octets;
}

std::vector<Signed> read_tokens(const char* path) {
  std::vector<Signed> all;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto dot = line.rfind('.');
    all.push_back({line.substr(0, dot), decode_base64url(line.substr(dot + 1))});
  }
  return all;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  std::FILE* file = std::fopen(words[1], "r");
  EVP_PKEY* key = file == nullptr ? nullptr : PEM_read_PUBKEY(file, nullptr, nullptr, nullptr);
  if (key == nullptr) return 2;
  const auto tokens = read_tokens(words[2]);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
  EVP_PKEY_verify_init(context);
  EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING);
  EVP_PKEY_CTX_set_signature_md(context, EVP_sha256());
  EVP_MD_CTX* hash = EVP_MD_CTX_new();
  EVP_DigestInit_ex2(hash, EVP_sha256(), nullptr);

  const auto begin = std::chrono::steady_clock::now();
  for (const auto& token : tokens) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestInit_ex2(hash, nullptr, nullptr);
    EVP_DigestUpdate(hash, token.input.data(), token.input.size());
    EVP_DigestFinal_ex(hash, digest.data(), &size);
    const auto* signature = reinterpret_cast<const unsigned char*>(token.signature.data());
    if (EVP_PKEY_verify(context, signature, token.signature.size(), digest.data(), size) != 1) return 1;
  }
  std::printf("%.6f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  return 0;
}
