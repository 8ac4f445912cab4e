#include "cli/browser.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using Commands = std::vector<std::vector<std::string>>;
using TestVariables = std::map<std::string, std::string, std::less<>>;

const std::string kUrl = "https://auth.example.com/?a=b&c='d;e";

Commands commands(TestVariables variables) {
  return browser_commands(kUrl, Environ(std::move(variables)));
}

}  // namespace

TEST_CASE("BROWSER names programs, one after the other, and where the address goes") {
  CHECK(commands({{"BROWSER", "firefox --new-window %s:lynx"}, {"DISPLAY", ":0"}}) ==
        Commands{{"firefox", "--new-window", kUrl}, {"lynx", kUrl}});
  CHECK(commands({{"BROWSER", "open --url=%s:: "}}) == Commands{{"open", "--url=" + kUrl}});
}

TEST_CASE("a desktop has a program for it, and Linux inside Windows another") {
  CHECK(commands({{"DISPLAY", ":0"}}) == Commands{{"xdg-open", kUrl}, {"x-www-browser", kUrl}});
  CHECK(commands({{"WAYLAND_DISPLAY", "wayland-0"}}).size() == 2);
  CHECK(commands({{"WSL_DISTRO_NAME", "Debian"}}) == Commands{{"wslview", kUrl}});
}

TEST_CASE("without a screen nothing is opened") {
  CHECK(commands({}).empty());
  CHECK_FALSE(open_browser(kUrl, Environ()));
}

TEST_CASE("a browser that is not there is passed over") {
  const Environ env(TestVariables{{"BROWSER", "/nowhere/browser:true"}, {"PATH", "/usr/bin:/bin"}});
  CHECK(open_browser(kUrl, env));
  CHECK_FALSE(open_browser(kUrl, Environ(TestVariables{{"BROWSER", "/nowhere/browser"}})));
}

}  // namespace cauth::cli
