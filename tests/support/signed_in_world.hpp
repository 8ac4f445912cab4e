#pragma once

#include "base/environ.hpp"
#include "base/file.hpp"
#include "session/token_store.hpp"
#include "support/run_cli.hpp"
#include "support/sessions.hpp"
#include "support/temp_dir.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::test {

/// A home folder with a profile and sessions of its pool and client, and a Cognito that answers from a list.
struct SignedInWorld {
  TempDir folder;
  FakeWorld world;

  SignedInWorld() {
    world.variables = {{"HOME", folder.path().string()}, {"PATH", "/usr/bin:/bin"}};
    write_config("[profile.default]\nuser_pool_id = \"eu-west-1_AbCdEfGhI\"\nclient_id = \"client\"\n");
  }

  void write_config(std::string_view text) const {
    const auto path = folder / ".config/cauth/config.toml";
    make_private_folder(path.parent_path());
    write_private_file(path, text);
  }
  std::unique_ptr<session::TokenStore> store() {
    return session::open_store({}, Environ(world.variables), world.clock);
  }
  void put(const session::Session& session) {
    store()->update(session.key, [&](std::optional<session::Session>) { return session.clone(); });
  }
  /// A session whose tokens live for so long yet.
  session::Session sign_in(std::string_view username, std::chrono::seconds left = std::chrono::hours(1)) {
    session::Session session =
        make_session(world.clock.now() - std::chrono::seconds(1), left + std::chrono::seconds(1), username);
    put(session);
    return session;
  }
  CliResult run(const std::vector<std::string>& words) { return run_cli(words, world); }

  /// What GetTokensFromRefreshToken answers where refresh tokens rotate: id-2, access-2, refresh-2.
  void answer_with_tokens() {
    world.transport.answer({.body = R"({"AuthenticationResult":{"IdToken":"id-2","AccessToken":"access-2",)"
                                    R"("RefreshToken":"refresh-2","ExpiresIn":3600,"TokenType":"Bearer"}})"});
  }
  void answer_with_refusal(std::string_view code, std::string_view message) {
    world.transport.answer(
        {.status = 400, .body = fmt::format(R"({{"__type":"{}","message":"{}"}})", code, message)});
  }
};

}  // namespace cauth::test
