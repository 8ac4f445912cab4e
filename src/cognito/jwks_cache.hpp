#pragma once

#include "base/clock.hpp"
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

/// The key sets of a pool, or of an issuer that the user named: in memory, on disk, from the network. Files
/// are named after the address the keys came from, so that an emulator's never pass for the real pool's.
class JwksCache : public jose::KeySource {
 public:
  struct Options {
    std::function<std::string(std::string_view issuer)> address;  ///< where an issuer's keys are
    std::string whose;                            ///< for messages: "the pool eu-west-1_AbCdEfGhI"
    std::optional<std::filesystem::path> folder;  ///< none: nothing is kept
    http::Request request;                        ///< a template: TLS, proxy, limits
    std::chrono::seconds fresh_for = std::chrono::hours(24);
    std::chrono::seconds cool_down{10};  ///< between two fetches from one address while there is a set
    bool offline = false;                ///< nothing is fetched; what is kept serves, however old
  };
  /// `transport` is called when a fetch is needed, not before: libcurl is loaded then.
  JwksCache(Options options, std::function<http::Transport&()> transport, Clock& clock);

  /// The key; null when the set has no such kid, also when just fetched. A set that is too old serves when no
  /// newer one can be had. Error{transport}, {temporary} or {refused} when there is no set at all, or none
  /// new enough to say that the kid is unknown; Error{usage} when offline and nothing is kept.
  const jose::Jwk* find(std::string_view issuer, std::string_view kid) override;

 private:
  struct Entry {
    std::optional<jose::KeySet> keys;
    TimePoint fetched;  ///< when the set came
    TimePoint tried;    ///< when it was last asked for
  };
  const jose::Jwk* find_kept(Entry& entry, std::string_view issuer, std::string_view kid) const;
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
