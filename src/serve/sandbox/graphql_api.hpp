#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// At /graphql: refuses as AppSync refuses, and answers every query alike, whatever it asks for: `me`, `echo`
/// (the query, its variables and operation name), and `admin`, which only users of the group admins may see.
Response serve_graphql_api(State& state, const Request& request);

}  // namespace cauth::serve::sandbox
