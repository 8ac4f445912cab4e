#include "session/chosen.hpp"

#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace cauth::session {

TEST_CASE("each profile has a choice of its own") {
  const test::TempDir folder;
  const Environ env({{"CAUTH_STATE_DIR", folder.path().string()}});
  const SessionKey alice{.endpoint = "", .user_pool_id = "p_1", .client_id = "c", .username = "alice"};
  SessionKey bob = alice;
  bob.username = "bob";
  CHECK_FALSE(load_chosen("default", env));
  save_chosen("default", alice, env);
  save_chosen("dev/../x", bob, env);
  CHECK(load_chosen("default", env) == alice);
  CHECK(load_chosen("dev/../x", env) == bob);
  CHECK_FALSE(load_chosen("dev", env));
  forget_chosen("default", env);
  CHECK_FALSE(load_chosen("default", env));
  forget_chosen("default", env);
}

TEST_CASE("a choice that cannot be understood counts as none") {
  const test::TempDir folder;
  const Environ env({{"CAUTH_STATE_DIR", folder.path().string()}});
  save_chosen("default", {.endpoint = "", .user_pool_id = "", .client_id = "c", .username = "alice"}, env);
  const auto file = std::filesystem::directory_iterator(folder / "profiles")->path();
  for (const auto* broken :
       {"", "{", "[]", "{\"profile\":\"default\"}", "{\"profile\":\"default\",\"session\":1}"}) {
    write_private_file(file, broken);
    CHECK_FALSE(load_chosen("default", env));
  }
}

TEST_CASE("without a home folder there is no choice, and that is no error") {
  CHECK_FALSE(load_chosen("default", Environ()));
  forget_chosen("default", Environ());
}

}  // namespace cauth::session
