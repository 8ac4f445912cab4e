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
    std::chrono::seconds cool_down{10};  ///< between two fetches from one address while there is a set
  };
  /// `transport` is called when a fetch is needed, not before: libcurl is loaded then.
  JwksCache(Options options, std::function<http::Transport&()> transport, Clock& clock);

  /// The key; null when the set has no such kid, also when just fetched. A set that is too old serves when no
  /// newer one can be had. Error{transport}, {temporary} or {refused} when there is no set at all, or none
  /// new enough to say that the kid is unknown.
  const jose::Jwk* find(std::string_view issuer, std::string_view kid) override;

 private:
  struct Entry {
    std::optional<jose::KeySet> keys;
    TimePoint fetched;  ///< when the set came
    TimePoint tried;    ///< when it was last asked for
  };
  bool just_tried(const Entry& entry);
  void renew_if_old(const std::string& url, Entry& entry);
  void fetch(const std::string& url, Entry& entry);
  void load(const std::string& url, Entry& entry) const;
  void keep(const std::string& url, std::string_view key_set) const;
  std::filesystem::path file_for(const std::string& url) const;

  Options options_;
  std::function<http::Transport&()> transport_;
  Clock& clock_;
  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace cauth::cognito
