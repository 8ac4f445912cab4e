#pragma once

#include "session/session.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace cauth::test {

/// A session with all three tokens that were made at `obtained` and live for `lifetime`. Their texts end in
/// `mark`.
inline session::Session make_session(TimePoint obtained, std::chrono::seconds lifetime,
                                     std::string_view username = "alice", std::string_view mark = "1") {
  const auto text = [mark](std::string_view kind) {
    return SecretString(std::string(kind) + "-" + std::string(mark));
  };
  session::Session made{.key = {.endpoint = "",
                                .user_pool_id = "eu-west-1_AbCdEfGhI",
                                .client_id = "client",
                                .username = std::string(username)},
                        .tokens = {},
                        .alias = "",
                        .profile = "default",
                        .region = "eu-west-1"};
  made.tokens.id = jose::Token{.text = text("id"), .expires = obtained + lifetime};
  made.tokens.access = jose::Token{.text = text("access"), .expires = obtained + lifetime};
  made.tokens.refresh = text("refresh");
  made.tokens.obtained = obtained;
  return made;
}

}  // namespace cauth::test
