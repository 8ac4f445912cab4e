#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// A QR code: `width` rows of `width` modules, true where one is dark.
struct QrCode {
  std::size_t width = 0;
  std::vector<bool> modules;

  /// Beyond the edges all is light.
  bool is_dark(std::size_t row, std::size_t column) const {
    return row < width && column < width && modules[row * width + column];
  }
};

/// Draws nothing where libqrencode, which is opened when first asked for, is not on this machine.
std::optional<QrCode> make_qr_code(std::string_view text);

/// The package that brings the library, for hints.
constexpr std::string_view kQrPackage = "libqrencode4";

/// Two modules a character, with the light edge that readers want. With `colour` it is black on white
/// whatever the terminal's colours; without, it takes the terminal to write light on dark.
std::string draw(const QrCode& code, bool colour);

}  // namespace cauth::cli
