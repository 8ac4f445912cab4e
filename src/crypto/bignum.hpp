#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct bignum_st;

namespace cauth::crypto {

/// A non-negative integer of any size. Its memory is wiped at the end, and what raises to a power takes the
/// same time whatever the exponent.
class Bignum {
 public:
  explicit Bignum(unsigned long value = 0);
  static Bignum from_octets(std::string_view big_endian);
  /// Nothing unless it is hex digits, of any case and any number from 1 to `max_digits`.
  static std::optional<Bignum> from_hex(std::string_view hex, std::size_t max_digits);

  Bignum(Bignum&&) noexcept = default;
  Bignum& operator=(Bignum&&) noexcept = default;
  Bignum(const Bignum&) = delete;
  Bignum& operator=(const Bignum&) = delete;
  ~Bignum() = default;

  /// Lower case, no leading zeros; "0" for zero.
  std::string hex() const;
  /// Big-endian, as few octets as hold it.
  std::string octets() const;
  bool is_zero() const;

  friend Bignum operator+(const Bignum& left, const Bignum& right);
  friend Bignum operator*(const Bignum& left, const Bignum& right);
  friend Bignum operator%(const Bignum& value, const Bignum& modulus);
  /// (left - right) mod modulus, never negative.
  friend Bignum mod_sub(const Bignum& left, const Bignum& right, const Bignum& modulus);
  friend Bignum mod_mul(const Bignum& left, const Bignum& right, const Bignum& modulus);
  /// base ^ exponent mod an odd modulus, in time that does not depend on the exponent's bits.
  friend Bignum mod_exp(const Bignum& base, const Bignum& exponent, const Bignum& modulus);

 private:
  struct Deleter {
    void operator()(bignum_st* number) const noexcept;
  };
  std::unique_ptr<bignum_st, Deleter> number_;
};

}  // namespace cauth::crypto
