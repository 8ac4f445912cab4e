#include "base/own_pages.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

// KiB of the program's file that are mapped for reading alone and in memory now.
long read_pages_kib() {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
  std::ifstream mappings("/proc/self/smaps");
  long sum = 0;
  bool counts = false;
  for (std::string line; std::getline(mappings, line);) {
    std::istringstream words(line);
    std::string first, second;
    words >> first >> second;
    if (first.find('-') != std::string::npos) {
      counts = line.ends_with(program) && second.find('w') == std::string::npos;
    } else if (counts && first == "Rss:") {
      sum += std::stol(second);
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("what was read of the program's own code is given back, and is there again when it is wanted") {
  const long before = read_pages_kib();
  cauth::give_back_read_pages();
  const long after = read_pages_kib();
  CHECK(before > 0);
  CHECK(after < before);
}
