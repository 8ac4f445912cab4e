#include "crypto/bignum.hpp"

#include "crypto/openssl.hpp"

#include <algorithm>

namespace cauth::crypto {
namespace {

void require(bool succeeded) {
  expect(succeeded, "calculate with large numbers");
}

using ContextHandle = std::unique_ptr<BN_CTX, Freer<BN_CTX_free>>;

ContextHandle make_context() {
  ContextHandle context(BN_CTX_new());
  require(context != nullptr);
  return context;
}

}  // namespace

void Bignum::Deleter::operator()(bignum_st* number) const noexcept {
  BN_clear_free(number);
}

Bignum::Bignum(unsigned long value) : number_(BN_new()) {
  require(number_ != nullptr && BN_set_word(number_.get(), value) == 1);
}

Bignum Bignum::from_octets(std::string_view big_endian) {
  Bignum number;
  require(BN_bin2bn(as_octets(big_endian), static_cast<int>(big_endian.size()), number.number_.get()) !=
          nullptr);
  return number;
}

std::optional<Bignum> Bignum::from_hex(std::string_view hex, std::size_t max_digits) {
  constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
  if (hex.empty() || hex.size() > max_digits || hex.find_first_not_of(kDigits) != std::string_view::npos) {
    return std::nullopt;
  }
  Bignum number;
  BIGNUM* target = number.number_.get();
  require(BN_hex2bn(&target, std::string(hex).c_str()) != 0);
  return number;
}

std::string Bignum::hex() const {
  // BN_bn2hex writes whole octets in upper case.
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char octet : octets()) {
    const auto value = static_cast<unsigned char>(octet);
    text.push_back(kDigits[value >> 4U]);
    text.push_back(kDigits[value & 0xfU]);
  }
  text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
  return text.empty() ? "0" : text;
}

std::string Bignum::octets() const {
  std::string text(static_cast<std::size_t>(BN_num_bytes(number_.get())), '\0');
  BN_bn2bin(number_.get(), as_octets(text.data()));
  return text;
}

bool Bignum::is_zero() const {
  return BN_is_zero(number_.get()) == 1;
}

Bignum operator+(const Bignum& left, const Bignum& right) {
  Bignum sum;
  require(BN_add(sum.number_.get(), left.number_.get(), right.number_.get()) == 1);
  return sum;
}

Bignum operator*(const Bignum& left, const Bignum& right) {
  Bignum product;
  require(BN_mul(product.number_.get(), left.number_.get(), right.number_.get(), make_context().get()) == 1);
  return product;
}

Bignum operator%(const Bignum& value, const Bignum& modulus) {
  Bignum rest;
  require(BN_nnmod(rest.number_.get(), value.number_.get(), modulus.number_.get(), make_context().get()) ==
          1);
  return rest;
}

Bignum mod_sub(const Bignum& left, const Bignum& right, const Bignum& modulus) {
  Bignum difference;
  require(BN_mod_sub(difference.number_.get(), left.number_.get(), right.number_.get(), modulus.number_.get(),
                     make_context().get()) == 1);
  return difference;
}

Bignum mod_mul(const Bignum& left, const Bignum& right, const Bignum& modulus) {
  Bignum product;
  require(BN_mod_mul(product.number_.get(), left.number_.get(), right.number_.get(), modulus.number_.get(),
                     make_context().get()) == 1);
  return product;
}

Bignum mod_exp(const Bignum& base, const Bignum& exponent, const Bignum& modulus) {
  Bignum power;
  require(BN_mod_exp_mont_consttime(power.number_.get(), base.number_.get(), exponent.number_.get(),
                                    modulus.number_.get(), make_context().get(), nullptr) == 1);
  return power;
}

}  // namespace cauth::crypto
