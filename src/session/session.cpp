#include "session/session.hpp"

namespace cauth::session {

Session Session::clone() const {
  return {.key = key,
          .tokens = tokens.clone(),
          .alias = alias,
          .profile = profile,
          .region = region,
          .refused = refused};
}

}  // namespace cauth::session
