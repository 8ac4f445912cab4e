#include "cli/qr_code.hpp"

#include "base/shared_library.hpp"

#include <array>
#include <cstdint>
#include <memory>

namespace cauth::cli {
namespace {

// What libqrencode 4 has in its header, which building cauth does not need.
struct LibraryCode {
  int version;
  int width;
  unsigned char* data;
};
constexpr int kMediumCorrection = 1;  // QR_ECLEVEL_M
constexpr int kAnyVersion = 0;
constexpr unsigned kDark = 1;

using Encode = LibraryCode* (*)(int size, const unsigned char* data, int version, int level);
using Free = void (*)(LibraryCode* code);

constexpr std::size_t kLongestText = 1024;
constexpr std::size_t kEdge = 4;  // ISO/IEC 18004: the quiet zone

// Black on white, spelt out: a palette may call anything black.
constexpr std::string_view kBlackOnWhite = "\x1b[38;5;16;48;5;231m";
constexpr std::string_view kUsual = "\x1b[0m";

// By the upper and the lower module: which of them the character's own colour fills.
constexpr std::array<std::string_view, 4> kHalves = {" ", "▄", "▀", "█"};

}  // namespace

std::optional<QrCode> make_qr_code(std::string_view text) {
  if (text.size() > kLongestText) return std::nullopt;
  const SharedLibrary library("libqrencode.so.4");
  Encode encode = nullptr;
  Free free_code = nullptr;
  if (!library.find(encode, "QRcode_encodeData") || !library.find(free_code, "QRcode_free"))
    return std::nullopt;
  const std::unique_ptr<LibraryCode, Free> made(
      encode(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), kAnyVersion,
             kMediumCorrection),
      free_code);
  if (!made) return std::nullopt;
  QrCode code{.width = static_cast<std::size_t>(made->width), .modules = {}};
  for (std::size_t i = 0; i < code.width * code.width; ++i) {
    code.modules.push_back((made->data[i] & kDark) != 0);
  }
  return code;
}

std::string draw(const QrCode& code, bool colour) {
  std::string picture;
  // Counted from the edge: modules before the first wrap to numbers beyond the last.
  const std::size_t end = code.width + 2 * kEdge;
  for (std::size_t row = 0; row < end; row += 2) {
    if (colour) picture += kBlackOnWhite;
    for (std::size_t column = 0; column < end; ++column) {
      const bool upper = code.is_dark(row - kEdge, column - kEdge) == colour;
      const bool lower = code.is_dark(row + 1 - kEdge, column - kEdge) == colour;
      picture += kHalves[(upper ? 2U : 0U) + (lower ? 1U : 0U)];
    }
    if (colour) picture += kUsual;
    picture += '\n';
  }
  return picture;
}

}  // namespace cauth::cli
