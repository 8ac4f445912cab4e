#pragma once

#include "base/clock.hpp"
#include "cognito/pool.hpp"
#include "http/transport.hpp"
#include "jose/jwks.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// The key sets of a pool: in memory, on disk, from the network. Files are named after the address the keys
/// came from, so that an emulator's never pass for the real pool's.
class JwksCache : public jose::KeySource {
 public:
  struct Options {
    PoolId pool;
    std::optional<std::string> endpoint;          ///< set by the user
    std::optional<std::filesystem::path> folder;  ///< none: nothing is kept
    http::Request request;                        ///< a template: TLS, proxy, limits
    std::chrono::seconds fresh_for = std::chrono::hours(24);
    std::chrono::seconds cool_down{10};  ///< between two fetches for unknown kids
    bool offline = false;
  };
  /// `transport` is called when a fetch is needed, not before: libcurl is loaded then.
  JwksCache(Options options, std::function<http::Transport&()> transport, Clock& clock);

  /// The key; null when the set, fetched again if need be, has no such kid. Error{transport} when there is no
  /// set at all.
  const jose::Jwk* find(std::string_view issuer, std::string_view kid) override;

 private:
  struct Entry {
    jose::KeySet keys;
    TimePoint fetched;
  };
  Entry* load(const std::string& url);
  Entry* fetch(const std::string& url);
  std::filesystem::path file_for(const std::string& url) const;

  Options options_;
  std::function<http::Transport&()> transport_;
  Clock& clock_;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace cauth::cognito
