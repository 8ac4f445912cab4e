#include "support/vectors.hpp"

namespace cauth::test {

// The only file that is compiled with a path in it, so that a compiler cache serves every checkout.
std::filesystem::path vectors() {
  return CAUTH_TEST_VECTORS;
}

}  // namespace cauth::test
