#include "http/proxy.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

TEST_CASE("the proxy comes from the variable of the scheme, else from all_proxy") {
  Environ env;
  CHECK(proxy_for(env, "https").empty());
  env.set("ALL_PROXY", "http://all:1");
  CHECK(proxy_for(env, "http") == "http://all:1");
  env.set("HTTPS_PROXY", "http://upper:2");
  env.set("https_proxy", "http://lower:3");
  CHECK(proxy_for(env, "https") == "http://lower:3");
  CHECK(proxy_for(env, "http") == "http://all:1");
}

TEST_CASE("HTTP_PROXY in upper case is left alone, as curl does") {
  Environ env;
  env.set("HTTP_PROXY", "http://evil:1");
  CHECK(proxy_for(env, "http").empty());
  env.set("http_proxy", "http://mine:1");
  CHECK(proxy_for(env, "http") == "http://mine:1");
}

}  // namespace cauth::http
