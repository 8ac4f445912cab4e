#include "base/environ.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cauth {
namespace {

Environ environ_of(std::map<std::string, std::string, std::less<>> variables) {
  return Environ(std::move(variables));
}

}  // namespace

TEST_CASE("a variable that is set but empty counts as not set") {
  const Environ env = environ_of({{"A", ""}, {"B", "b"}});
  CHECK_FALSE(env.get("A"));
  CHECK(env.get("B") == "b");
  CHECK_FALSE(env.get("C"));
}

TEST_CASE("folders follow CAUTH_…_DIR, then XDG, then the home folder") {
  CHECK(environ_of({{"HOME", "/h"}}).state_dir() == "/h/.local/state/cauth");
  CHECK(environ_of({{"HOME", "/h"}, {"XDG_STATE_HOME", "/x"}}).state_dir() == "/x/cauth");
  CHECK(environ_of({{"HOME", "/h"}, {"XDG_STATE_HOME", "/x"}, {"CAUTH_STATE_DIR", "/own"}}).state_dir() ==
        "/own");
  CHECK(environ_of({{"HOME", "/h"}}).config_dir() == "/h/.config/cauth");
  CHECK(environ_of({{"HOME", "/h"}}).cache_dir() == "/h/.cache/cauth");
}

TEST_CASE("an XDG folder that is not absolute is ignored, as the specification says") {
  CHECK(environ_of({{"HOME", "/h"}, {"XDG_STATE_HOME", "relative"}}).state_dir() == "/h/.local/state/cauth");
}

TEST_CASE("without a home folder there is none of them") {
  CHECK_FALSE(Environ().state_dir());
}

TEST_CASE("a child does not inherit cauth's secrets") {
  const Environ env = environ_of({{"CAUTH_CLIENT_SECRET", "s"},
                                  {"CAUTH_PASSWORD", "p"},
                                  {"CAUTH_NEW_PASSWORD", "p"},
                                  {"CAUTH_TOKEN", "t"},
                                  {"CAUTH_ID_TOKEN", "t"},
                                  {"COGNITO_CLIENT_SECRET", "s"},
                                  {"CAUTH_CLIENT_ID", "id"},
                                  {"PATH", "/bin"}});
  CHECK(env.lines_without_secrets() == std::vector<std::string>{"CAUTH_CLIENT_ID=id", "PATH=/bin"});
}

}  // namespace cauth
