#include "cli/qr_code.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace cauth::cli {
namespace {

TEST_CASE("a code is drawn two modules a character, within a light edge") {
  // Three by three: dark corners and middle.
  const QrCode code{.width = 3, .modules = {true, false, true, false, true, false, true, false, true}};
  const std::string full = "███████████\n";
  const std::string plain = draw(code, false);
  CHECK(plain == full + full + "████▄▀▄████\n" + "████▄█▄████\n" + full + full);
}

TEST_CASE("in colour it is black on white, spelt out") {
  const QrCode code{.width = 1, .modules = {true}};
  const std::string row = "\x1b[38;5;16;48;5;231m         \x1b[0m\n";
  CHECK(draw(code, true) == row + row + "\x1b[38;5;16;48;5;231m    ▀    \x1b[0m\n" + row + row);
}

TEST_CASE("the library's codes have the three corners that readers look for") {
  const auto code = make_qr_code("otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example");
  if (!code) {
    MESSAGE("skipped: no libqrencode here");
    return;
  }
  CHECK(code->width % 4 == 1);
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(code->is_dark(0, i));
    CHECK(code->is_dark(i, code->width - 1));
    CHECK(code->is_dark(code->width - 1, i));
  }
  CHECK_FALSE(code->is_dark(1, 1));
  CHECK_FALSE(code->is_dark(code->width, 0));
}

TEST_CASE("a text too long for a code is none") {
  CHECK_FALSE(make_qr_code(std::string(5000, 'a')));
}

}  // namespace
}  // namespace cauth::cli
