#include "http/proxy.hpp"

#include <initializer_list>

namespace cauth::http {
namespace {

std::string first_set(const Environ& env, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (auto value = env.get(name)) return *value;
  }
  return {};
}

}  // namespace

std::string proxy_for(const Environ& env, std::string_view scheme) {
  if (scheme == "https") return first_set(env, {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  return first_set(env, {"http_proxy", "all_proxy", "ALL_PROXY"});
}

std::string hosts_without_proxy(const Environ& env) {
  return first_set(env, {"no_proxy", "NO_PROXY"});
}

}  // namespace cauth::http
