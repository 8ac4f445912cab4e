#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"

#include <functional>
#include <optional>
#include <string>

namespace cauth::cognito {

/// An app client: its id and, where it has one, its secret.
struct AppClient {
  std::string id;
  std::optional<SecretString> secret;
  /// A client has two while one replaces the other: the second, fetched when the service refuses the first.
  std::function<std::optional<SecretString>()> other_secret = {};
  bool used_other = false;  ///< `secret` is the second by now
};

/// Does the service refuse the client's secret, or the hash that proves it?
bool refuses_secret(const Error& error);

/// Makes the client's other secret the one to use. False: it has none, or that is in use already.
bool take_other_secret(AppClient& app);

/// Calls `send`, which proves `app.secret`, and once more with the client's other secret where the service
/// refuses this one: it judges the proof before it does anything else, so nothing is done twice.
template <class Send>
auto with_either_secret(AppClient& app, const Send& send) {
  try {
    return send();
  } catch (const Error& error) {
    // With any other refusal the second secret would be refused as well.
    if (!refuses_secret(error) || !take_other_secret(app)) throw;
  }
  return send();
}

}  // namespace cauth::cognito
