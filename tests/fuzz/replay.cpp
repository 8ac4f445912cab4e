// Runs the files of a folder through a fuzz target, for compilers without libFuzzer.

#include "base/file.hpp"
#include "target.hpp"

#include <filesystem>
#include <string>

int main(int argc, char** argv) {
  constexpr std::size_t kLargest = std::size_t{1} << 20U;
  std::size_t count = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      const std::string text = cauth::read_file(entry.path(), kLargest);
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
      ++count;
    }
  }
  return count == 0 ? 1 : 0;
}
