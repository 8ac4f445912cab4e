// Writes man pages and completions from the table of commands; with --check, says which ones are stale.
// Run by the build target "docs" and by the test lint.docs-are-fresh.
#include "base/file.hpp"
#include "cli/completions.hpp"
#include "cli/man.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace {

namespace fs = std::filesystem;
constexpr std::size_t kLargestFile = std::size_t{4} << 20U;

// By path below the project's folder.
std::map<std::string, std::string> all_docs() {
  std::map<std::string, std::string> docs;
  for (const auto& page : cauth::cli::man_pages()) docs["man/" + page.file_name] = page.text;
  for (const auto& shell : cauth::cli::completion_shells()) {
    docs["completions/" + std::string(shell.file_name)] = cauth::cli::completion_script(shell.name);
  }
  return docs;
}

// Files that stand there and that no command has any more.
std::set<fs::path> left_over(const fs::path& root, const std::map<std::string, std::string>& docs) {
  std::set<fs::path> files;
  for (const char* folder : {"man", "completions"}) {
    if (!fs::exists(root / folder)) continue;
    for (const auto& entry : fs::directory_iterator(root / folder)) {
      if (!docs.contains(folder + ("/" + entry.path().filename().string()))) files.insert(entry.path());
    }
  }
  return files;
}

int check(const fs::path& root) {
  const auto docs = all_docs();
  int stale = 0;
  for (const auto& [name, text] : docs) {
    if (cauth::read_file_if_there(root / name, kLargestFile) == text) continue;
    fmt::print("stale: {}\n", name);
    ++stale;
  }
  for (const auto& path : left_over(root, docs)) {
    fmt::print("nobody's: {}\n", path.string());
    ++stale;
  }
  if (stale > 0) fmt::print("build the target \"docs\" and commit what it writes\n");
  return stale == 0 ? 0 : 1;
}

int write(const fs::path& root) {
  const auto docs = all_docs();
  for (const auto& path : left_over(root, docs)) fs::remove(path);
  for (const auto& [name, text] : docs) {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name, std::ios::binary) << text;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc == 2) return write(argv[1]);
    if (argc == 3 && std::string_view(argv[1]) == "--check") return check(argv[2]);
    fmt::print(stderr, "usage: cauth-write-docs [--check] FOLDER\n");
    return 2;
  } catch (const std::exception& failure) {
    fmt::print(stderr, "cauth-write-docs: {}\n", failure.what());
    return 1;
  }
}
