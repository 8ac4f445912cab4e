#include "base/shared_file.hpp"

#include "base/error.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace cauth;

namespace {

constexpr std::size_t kFileLimit = 1U << 20U;

TimePoint soon(Clock& clock) {
  return clock.now() + std::chrono::minutes(1);
}

void add_line(const std::filesystem::path& path) {
  SystemClock clock;
  SharedFile file(path, soon(clock), clock);
  file.replace(file.read(kFileLimit) + "line\n");
}

}  // namespace

TEST_CASE("of many who change a file at once none undoes another's change") {
  const test::TempDir folder;
  constexpr int kThreads = 8;
  constexpr int kEach = 40;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int each = 0; each < kEach; ++each) add_line(folder / "file");
    });
  }
  for (auto& thread : threads) thread.join();
  const std::string text = read_file(folder / "file", kFileLimit);
  CHECK(std::count(text.begin(), text.end(), '\n') == kThreads * kEach);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a file that another keeps is waited for until the deadline") {
  const test::TempDir folder;
  test::ManualClock clock;
  const SharedFile first(folder / "file", soon(clock), clock);
  CHECK_THROWS_WITH(SharedFile(folder / "file", soon(clock), clock),
                    ("\"" + (folder / "file").string() + "\" is locked by another process").c_str());
}

TEST_CASE("a link stays a link, and the file keeps its mode") {
  const test::TempDir folder;
  test::ManualClock clock;
  write_private_file(folder / "file", "old");
  std::filesystem::create_symlink("file", folder / "link");
  SharedFile(folder / "link", soon(clock), clock).replace("new");
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(read_file(folder / "file", kFileLimit) == "new");
  struct stat status {};
  REQUIRE(::stat((folder / "file").c_str(), &status) == 0);
  CHECK((status.st_mode & 07777) == 0600);
}

TEST_CASE("what is no regular file is none to share") {
  const test::TempDir folder;
  test::ManualClock clock;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  for (const auto& path : {folder / "pipe", folder.path(), folder / "no" / "file"}) {
    CHECK_THROWS_AS(SharedFile::check(path), Error);
    CHECK_THROWS_AS(SharedFile(path, soon(clock), clock), Error);
  }
}
