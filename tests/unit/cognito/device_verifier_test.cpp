#include "cognito/device_verifier.hpp"

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "crypto/bignum.hpp"
#include "support/fixed_random.hpp"
#include "support/vectors.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace cauth::cognito {

TEST_CASE("ConfirmDevice is sent the published salts and verifiers, byte for byte") {
  constexpr std::size_t kLimit = 1 << 20;
  const auto all = parse_json(read_file(test::vectors() / "srp.json", kLimit));
  REQUIRE(all);
  REQUIRE((*all)["device"].size() == 3);
  for (const Json& vector : (*all)["device"]) {
    const auto text = [&](const char* name) { return string_member_or(vector, name, ""); };
    CAPTURE(text("name"));
    const std::string group = text("group");
    const std::string key = text("identity");
    const auto salt = crypto::Bignum::from_hex(text("salt"), 64);
    REQUIRE(salt);
    const DeviceVerifier verifier =
        make_device_verifier({.group = group, .name = key}, SecretString(text("password")), salt->octets());
    CHECK(verifier.salt == vector["ConfirmDevice"]["Salt"]);
    CHECK(verifier.password_verifier == vector["ConfirmDevice"]["PasswordVerifier"]);
  }
}

TEST_CASE("a new device has a password of 40 octets of its own") {
  test::FixedRandom random;
  const SecretString first = new_device_password(random);
  const SecretString second = new_device_password(random);
  CHECK(base64_decode(first.reveal())->size() == 40);
  CHECK(first.reveal() != second.reveal());
}

}  // namespace cauth::cognito
