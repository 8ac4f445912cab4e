#include "base/file.hpp"

#include "base/error.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cauth {
namespace {

constexpr std::size_t kLimit = 1024;
namespace fs = std::filesystem;

fs::perms mode_of(const fs::path& path) {
  return fs::status(path).permissions();
}

}  // namespace

TEST_CASE("a private file is for its owner alone, in a folder for its owner alone") {
  const test::TempDir dir;
  make_private_folder(dir / "a/b");
  write_private_file(dir / "a/b/secret", "text");
  CHECK(mode_of(dir / "a") == fs::perms::owner_all);
  CHECK(mode_of(dir / "a/b") == fs::perms::owner_all);
  CHECK(mode_of(dir / "a/b/secret") == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK_FALSE(readable_by_others(dir / "a/b/secret"));
}

TEST_CASE("a file that others could read is private once it has been written again") {
  const test::TempDir dir;
  std::ofstream(dir / "config") << "old";
  fs::permissions(dir / "config", fs::perms::owner_all | fs::perms::others_read);
  CHECK(readable_by_others(dir / "config"));
  write_private_file(dir / "config", "new");
  CHECK_FALSE(readable_by_others(dir / "config"));
  CHECK(read_file(dir / "config", kLimit) == "new");
}

TEST_CASE("writing leaves no temporary file behind, not even when it fails") {
  const test::TempDir dir;
  write_private_file(dir / "file", "one");
  fs::create_directory(dir / "folder");
  CHECK_THROWS_AS(write_private_file(dir / "folder", "a folder cannot be replaced"), Error);
  CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 2);
}

TEST_CASE("a linked file stays linked when it is written") {
  const test::TempDir dir;
  std::ofstream(dir / "real") << "old";
  fs::create_symlink(dir / "real", dir / "link");
  write_private_file(dir / "link", "new");
  CHECK(fs::is_symlink(dir / "link"));
  CHECK(read_file(dir / "real", kLimit) == "new");
}

TEST_CASE("a file larger than its limit is refused, and one that is not there is named") {
  const test::TempDir dir;
  std::ofstream(dir / "large") << std::string(kLimit + 1, 'x');
  CHECK_THROWS_AS(read_file(dir / "large", kLimit), Error);
  CHECK_FALSE(read_file_if_there(dir / "none", kLimit));
  try {
    read_file(dir / "none", kLimit);
    FAIL("a file that is not there was read");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed.find((dir / "none").string()) != std::string::npos);
  }
}

TEST_CASE("a lock is had by one, and whoever waits too long is told by whom") {
  const test::TempDir dir;
  test::ManualClock clock;
  const auto soon = clock.now() + std::chrono::seconds(5);
  {
    const FileLock held("the session", dir / "lock", soon, clock);
    try {
      const FileLock second("the session", dir / "lock", soon, clock);
      FAIL("two have the lock");
    } catch (const Error& error) {
      CHECK(error.category == Category::temporary);
      CHECK(error.what_failed.find("process ") != std::string::npos);
    }
    CHECK(clock.now() >= soon);
  }
  CHECK_NOTHROW(FileLock("the session", dir / "lock", soon, clock));
}

TEST_CASE("a lock is not held by a program that is started meanwhile") {
  const test::TempDir dir;
  test::ManualClock clock;
  const FileLock held("the session", dir / "lock", clock.now(), clock);
  struct stat lock {};
  REQUIRE(::stat((dir / "lock").c_str(), &lock) == 0);
  int found = 0;
  for (int descriptor = 0; descriptor < 256; ++descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || status.st_ino != lock.st_ino || status.st_dev != lock.st_dev)
      continue;
    ++found;
    CHECK((::fcntl(descriptor, F_GETFD) & FD_CLOEXEC) != 0);
  }
  CHECK(found == 1);
}

}  // namespace cauth
