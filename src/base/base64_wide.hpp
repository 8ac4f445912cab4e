#pragma once

#include <cstddef>
#include <string_view>

namespace cauth {

/// Decodes as much of the beginning of a base64 text as whole vector registers take: 32 characters, 24 octets
/// at a time. `last_two`: the alphabet's characters of 62 and 63. Gives the number of characters done, a
/// multiple of 4; it ends before the first that is not in the alphabet, before the text's last few, and at
/// once where the processor has no AVX2. `out` has room for all that the text stands for.
std::size_t base64_decode_wide(std::string_view text, std::string_view last_two, char* out);

}  // namespace cauth
