#include "oauth/refusal.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace cauth::oauth {
namespace {

struct Hint {
  std::string_view code;
  std::optional<Asked> asked;  // nothing: whatever was asked
  std::string_view text;
};

// The first row that fits.
constexpr std::array kHints = {
    Hint{"invalid_grant", Asked::code,
         "a code serves once, within minutes and for its own redirect URI: sign in again"},
    Hint{"invalid_grant", Asked::refresh, "the session is over, or was revoked: sign in again"},
    Hint{"invalid_client",
         {},
         "the client is unknown here, or its secret is missing or wrong: check client_id, and set "
         "client_secret "
         "in the profile or CAUTH_CLIENT_SECRET"},
    // Cognito says this of a redirect URI that differs by a slash, too.
    Hint{"unauthorized_client", Asked::code,
         "allow the authorization code grant in the app client, and compare the redirect URI with its "
         "callback "
         "URLs, the last slash included"},
    Hint{"unauthorized_client", Asked::client_credentials,
         "allow the client credentials grant in the app client; only one with a secret can have it"},
    Hint{"unauthorized_client", {}, "allow the authorization code grant in the app client's login pages"},
    Hint{"unsupported_response_type",
         {},
         "allow the authorization code grant in the app client's login pages"},
    Hint{"invalid_scope", Asked::client_credentials,
         "a machine gets scopes of resource servers alone, such as orders/read, that the app client allows"},
    Hint{"invalid_scope", {}, "ask with --scope for scopes that the app client allows"},
    Hint{"access_denied", {}, "the user declined, or the pool's triggers or the identity provider refused"},
    Hint{"login_required", {}, "the browser is not signed in: leave out --prompt none"},
};

std::string_view hint_for(Asked asked, std::string_view code) {
  const auto* found = std::find_if(kHints.begin(), kHints.end(), [&](const Hint& hint) {
    return hint.code == code && (!hint.asked || *hint.asked == asked);
  });
  return found == kHints.end() ? std::string_view() : found->text;
}

std::string_view words_of(Asked asked) {
  switch (asked) {
    case Asked::browser: return "the sign-in";
    case Asked::code: return "the code of the sign-in";
    case Asked::client_credentials: return "the client's sign-in";
    case Asked::refresh: return "the renewal";
  }
  return {};
}

}  // namespace

Error refusal(Asked asked, std::string_view code, std::string_view description) {
  const bool passes = code == "server_error" || code == "temporarily_unavailable";
  std::string why = printable(description, 500);
  while (why.ends_with('.') || why.ends_with(' ')) why.pop_back();
  const std::string name = printable(code);
  Error error(passes ? Category::temporary : Category::refused,
              fmt::format("{} was refused: {}", words_of(asked),
                          why.empty() ? name : fmt::format("{} ({})", why, name)),
              std::string(hint_for(asked, code)));
  error.code = name;
  error.service_message = std::string(description);
  return error;
}

}  // namespace cauth::oauth
