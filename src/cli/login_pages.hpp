#pragma once

#include "cli/context.hpp"
#include "cli/service.hpp"
#include "oauth/token_endpoint.hpp"

#include <string>
#include <string_view>

namespace cauth::cli {

// From settings to a pool's login pages and OAuth endpoints.

/// Where they are: the setting `domain`, else the endpoint that the user set (emulators have both at one
/// address), else where the pool's discovery document says. Error{usage} that says what to set.
std::string login_domain(Context& context, const Place& place);

/// The token endpoint of that domain, for that client with the settings' secret where it is its own. `worked`
/// as for app_client.
oauth::TokenEndpoint token_endpoint(Context& context, std::string_view domain, const std::string& client_id,
                                    int worked = 0);

}  // namespace cauth::cli
