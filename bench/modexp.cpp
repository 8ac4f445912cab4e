// The bare modular exponentiations of an SRP sign-in, and nothing else: g^a, g^x and (B - k g^x)^(a + ux)
// over the 3072-bit group, by OpenSSL, in constant time, since all three exponents are secret.

#include <openssl/bn.h>

#include <charconv>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

struct Free {
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(BN_CTX* context) const { BN_CTX_free(context); }
};
using Number = std::unique_ptr<BIGNUM, Free>;

Number random_bits(int bits) {
  Number number(BN_new());
  BN_rand(number.get(), bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY);
  return number;
}

}  // namespace

int main(int argc, char** argv) {
  int times = 0;
  const std::string_view wanted = argc == 2 ? argv[1] : "";
  std::from_chars(wanted.data(), wanted.data() + wanted.size(), times);
  if (times < 1) {
    std::fputs("usage: modexp TIMES\n", stderr);
    return 2;
  }
  constexpr int kGroupBits = 3072, kShortBits = 256, kLongBits = 512;
  const Number prime(BN_get_rfc3526_prime_3072(nullptr));
  const Number generator(BN_new());
  BN_set_word(generator.get(), 2);
  const Number base = random_bits(kGroupBits - 1);
  const Number a = random_bits(kShortBits), x = random_bits(kShortBits), a_plus_ux = random_bits(kLongBits);
  const Number power(BN_new());
  const std::unique_ptr<BN_CTX, Free> context(BN_CTX_new());
  const auto raise = [&](const Number& to, const Number& exponent) {
    return BN_mod_exp_mont_consttime(power.get(), to.get(), exponent.get(), prime.get(), context.get(),
                                     nullptr) == 1;
  };
  for (int i = 0; i < times; ++i) {
    if (!raise(generator, a) || !raise(generator, x) || !raise(base, a_plus_ux)) return 1;
  }
  return 0;
}
