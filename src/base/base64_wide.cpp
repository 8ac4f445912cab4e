#include "base/base64_wide.hpp"

// What the C library found out about the processor at start: asking the processor itself takes its time, in a
// virtual machine above all.
#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#ifdef __clang__  // in strict C++ it does not know this name, which the header uses
#define _Bool bool
#endif
#include <sys/platform/x86.h>
#undef _Bool

#include <immintrin.h>
#define CAUTH_AVX2 __attribute__((target("avx2")))
#endif

namespace cauth {

#ifdef CAUTH_AVX2
namespace {

constexpr std::size_t kTextAtOnce = 32;
// Of the 32 octets that are written 24 count; so much text stands for 33.
constexpr std::size_t kTextNeeded = 44;

// All bits of the bytes from `first` to `last`, which are ASCII: others are negative, and in no range.
CAUTH_AVX2 __m256i in_range(__m256i text, char first, char last) {
  return _mm256_and_si256(_mm256_cmpgt_epi8(text, _mm256_set1_epi8(static_cast<char>(first - 1))),
                          _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(last + 1)), text));
}

// `value` less `character` where `where` is set: what is to be added to a character there to get its value.
CAUTH_AVX2 __m256i step_to_value(__m256i where, int value, char character) {
  return _mm256_and_si256(where, _mm256_set1_epi8(static_cast<char>(value - character)));
}

// 32 values of 6 bits as 24 octets at the beginning.
CAUTH_AVX2 __m256i packed(__m256i values) {
  const __m256i twelve = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
  const __m256i twenty_four = _mm256_madd_epi16(twelve, _mm256_set1_epi32(0x00011000));
  const __m256i octets = _mm256_shuffle_epi8(
      twenty_four, _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1, 2, 1, 0, 6, 5, 4,
                                    10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
  return _mm256_permutevar8x32_epi32(octets, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
}

CAUTH_AVX2 std::size_t decode_steps(std::string_view text, char of_62, char of_63, char* out) {
  std::size_t at = 0;
  for (; text.size() - at >= kTextNeeded; at += kTextAtOnce, out += kTextAtOnce / 4 * 3) {
    const __m256i part = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + at));
    const __m256i upper = in_range(part, 'A', 'Z');
    const __m256i lower = in_range(part, 'a', 'z');
    const __m256i digit = in_range(part, '0', '9');
    const __m256i is_62 = _mm256_cmpeq_epi8(part, _mm256_set1_epi8(of_62));
    const __m256i is_63 = _mm256_cmpeq_epi8(part, _mm256_set1_epi8(of_63));
    const __m256i letters = _mm256_or_si256(upper, lower);
    const __m256i others = _mm256_or_si256(digit, _mm256_or_si256(is_62, is_63));
    if (_mm256_movemask_epi8(_mm256_or_si256(letters, others)) != -1) break;
    const __m256i to_letters = _mm256_or_si256(step_to_value(upper, 0, 'A'), step_to_value(lower, 26, 'a'));
    const __m256i to_others =
        _mm256_or_si256(step_to_value(digit, 52, '0'),
                        _mm256_or_si256(step_to_value(is_62, 62, of_62), step_to_value(is_63, 63, of_63)));
    const __m256i values = _mm256_add_epi8(part, _mm256_or_si256(to_letters, to_others));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), packed(values));
  }
  return at;
}

}  // namespace

std::size_t base64_decode_wide(std::string_view text, std::string_view last_two, char* out) {
  if (text.size() < kTextNeeded || !CPU_FEATURE_ACTIVE(AVX2)) return 0;
  return decode_steps(text, last_two[0], last_two[1], out);
}
#else
std::size_t base64_decode_wide(std::string_view /*text*/, std::string_view /*last_two*/, char* /*out*/) {
  return 0;
}
#endif

}  // namespace cauth
