#include "base/error.hpp"
#include "base/file.hpp"
#include "cli/runner/runner.hpp"
#include "cli/runner/script.hpp"
#include "support/temp_dir.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>

namespace {

constexpr int kSkipped = 77;  // SKIP_RETURN_CODE in CMakeLists.txt
constexpr std::size_t kLargestScript = std::size_t{1} << 20U;

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: cauth-cli-runner CAUTH SCRIPT\n");
    return 2;
  }
  try {
    const cauth::test::TempDir folder;
    cauth::test::Runner runner(std::filesystem::absolute(argv[1]), folder.path());
    runner.run(cauth::test::parse_script(cauth::read_file(argv[2], kLargestScript)));
    return 0;
  } catch (const cauth::test::Skipped& skipped) {
    fmt::print("skipped: {}\n", skipped.why);
    return kSkipped;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "{}, {}\n", argv[2], failure.what());
    return 1;
  }
}
