#pragma once

#include <string>

namespace cauth::cli {

/// Whose account something on this machine belongs to.
struct AccountOwner {
  std::string endpoint;      ///< "" for AWS's own
  std::string user_pool_id;  ///< empty: not known
  std::string client_id;
  std::string username;  ///< the real one; empty: not known yet
};

}  // namespace cauth::cli
