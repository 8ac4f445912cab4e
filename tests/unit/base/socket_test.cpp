#include "base/socket.hpp"

#include "base/error.hpp"
#include "support/raw_client.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <string>
#include <thread>

namespace cauth {

TEST_CASE("a listener on a port of its own gives the port away") {
  const Listener listener = Listener::on_port("127.0.0.1", 0);
  CHECK(listener.port() != 0);
  CHECK(Listener::on_port("::1", 0).port() != 0);
}

TEST_CASE("a taken port and an address that is none are refused") {
  const Listener first = Listener::on_port("127.0.0.1", 0);
  CHECK_THROWS_AS(Listener::on_port("127.0.0.1", first.port()), Error);
  CHECK_THROWS_AS(Listener::on_port("localhost", 0), Error);
}

TEST_CASE("a Unix socket is for its owner alone, and gone at the end") {
  const test::TempDir folder;
  const auto path = folder / "api.sock";
  {
    const Listener listener = Listener::on_path(path);
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    // Somebody listens there.
    CHECK_THROWS_AS(Listener::on_path(path), Error);
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a Unix socket that was left behind is replaced, another file is not") {
  const test::TempDir folder;
  const auto path = folder / "api.sock";
  {
    const Listener listener = Listener::on_path(path);
    std::filesystem::create_hard_link(path, folder / "left.sock");
  }
  CHECK_NOTHROW(Listener::on_path(folder / "left.sock"));
  write_private_file(folder / "plain", "text");
  CHECK_THROWS_AS(Listener::on_path(folder / "plain"), Error);
  CHECK_THROWS_AS(Listener::on_path(folder / std::string(200, 'x')), Error);
}

namespace {

struct Sockets {
  int all = 0, inherited = 0;
};

// Those of this process, and how many of them a program that it starts would have too.
Sockets open_sockets() {
  Sockets found;
  for (int descriptor = 0; descriptor < 256; ++descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
    ++found.all;
    found.inherited += (::fcntl(descriptor, F_GETFD) & FD_CLOEXEC) == 0 ? 1 : 0;
  }
  return found;
}

}  // namespace

TEST_CASE("neither a listener nor who is let in stays open in a program that is started") {
  const Sockets before = open_sockets();
  Listener listener = Listener::on_port("127.0.0.1", 0);
  const test::RawClient client(listener.port());
  const auto guest = listener.accept();
  REQUIRE(guest);
  const Sockets after = open_sockets();
  CHECK(after.all == before.all + 3);
  // The client's end is the test's own.
  CHECK(after.inherited <= before.inherited + 1);
}

TEST_CASE("a listener that is stopped accepts nobody any more") {
  Listener listener = Listener::on_port("127.0.0.1", 0);
  std::thread stopper([&] { listener.stop(); });
  CHECK_FALSE(listener.accept());
  stopper.join();
}

}  // namespace cauth
