#include "cli/child_program.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::cli {

TEST_CASE("a program gets neither cauth's secrets nor a variable twice") {
  const Environ env({{"CAUTH_PASSWORD", "p"},
                     {"CAUTH_CLIENT_SECRET", "s"},
                     {"CAUTH_TOKEN", "t"},
                     {"CAUTH_AUTHORIZATION", "Bearer t"},
                     {"CAUTH_PROXY_KEY", "k"},
                     {"CAUTH_API", "https://api.example.com"},
                     {"API_TOKEN", "old"}});
  const std::vector<std::string> expected = {"CAUTH_API=https://api.example.com", "API_TOKEN=new",
                                             "CAUTH_ID_TOKEN=id"};
  CHECK(child_environment(env, false, {{"API_TOKEN", "new"}, {"CAUTH_ID_TOKEN", "id"}}) == expected);
}

TEST_CASE("--pass-env leaves the secrets there") {
  Environ env;
  env.set("CAUTH_PASSWORD", "p");
  const std::vector<std::string> expected = {"CAUTH_PASSWORD=p"};
  CHECK(child_environment(env, true, {}) == expected);
}

}  // namespace cauth::cli
