#include "session/session.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace cauth::session {

std::string normal_scopes(std::string_view scopes) {
  auto names = split_words(scopes);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return join({names.begin(), names.end()}, " ");
}

Session Session::clone() const {
  return {.key = key,
          .tokens = tokens.clone(),
          .alias = alias,
          .profile = profile,
          .region = region,
          .domain = domain,
          .device_key = device_key,
          .client_secret = client_secret,
          .refused = refused};
}

}  // namespace cauth::session
