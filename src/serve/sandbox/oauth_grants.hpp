#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

// What a sandbox remembers of sign-ins on its pages.
namespace cauth::serve::sandbox {

/// What an authorization code stands for.
struct CodeGrant {
  std::string pool_id, client_id, username;
  std::string redirect_uri;
  std::string scopes;          ///< with blanks between
  std::string nonce;           ///< empty: none came
  std::string code_challenge;  ///< of S256; empty: none came
  TimePoint signed_in;
  TimePoint expires;
};

/// The codes that were handed out, each good for one try.
class Codes {
 public:
  std::string open(CodeGrant grant, Random& random);
  /// Takes it out, whatever comes of it; nothing when it is unknown, used or over.
  std::optional<CodeGrant> take(std::string_view code, TimePoint now);

 private:
  std::map<std::string, CodeGrant, std::less<>> codes_;
};

/// A browser that somebody signed in with, by its cookie.
struct BrowserSession {
  std::string pool_id, username;
  TimePoint signed_in;
};

class BrowserSessions {
 public:
  std::string open(BrowserSession session, Random& random);
  /// Null when there is none, or it is over.
  const BrowserSession* find(std::string_view cookie, TimePoint now) const;
  void end(std::string_view cookie);

 private:
  std::map<std::string, BrowserSession, std::less<>> sessions_;
};

}  // namespace cauth::serve::sandbox
