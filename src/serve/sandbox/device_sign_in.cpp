#include "serve/sandbox/device_sign_in.hpp"

#include "base/bytes.hpp"
#include "cognito/srp.hpp"
#include "crypto/bignum.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/srp_sign_in.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

const Device* find_device(const SignInCall& call, const User& user) {
  const std::string* key = find_parameter(call.parameters, "DEVICE_KEY");
  const auto found = key == nullptr ? user.devices.end() : user.devices.find(*key);
  return found == user.devices.end() ? nullptr : &found->second;
}

const Device& required_device(const SignInCall& call, const User& user) {
  required_parameter(call.parameters, "DEVICE_KEY");
  const Device* device = remembered_device(call, user);
  if (device == nullptr) throw not_authorized("Invalid device or user credentials.");
  return *device;
}

}  // namespace

void check_device_key(const SignInCall& call, const User* user) {
  if (user == nullptr || call.pool.device_tracking == DeviceTracking::off) return;
  if (find_parameter(call.parameters, "DEVICE_KEY") == nullptr || find_device(call, *user) != nullptr) return;
  throw refusal("ResourceNotFoundException", "Device does not exist.");
}

const Device* remembered_device(const SignInCall& call, const User& user) {
  const Device* device = find_device(call, user);
  return device != nullptr && device->remembered && !device->verifier.empty() ? device : nullptr;
}

Json ask_device_srp(SignInCall& call, const User& user) {
  return challenge_answer(call, user, kDeviceSrpAuth, Json::object());
}

Json answer_device_srp(SignInCall& call, User& user, AuthSession& session) {
  const Device& device = required_device(call, user);
  const std::string& srp_a = required_parameter(call.parameters, "SRP_A");
  session.used = true;
  State& state = call.state;
  cognito::SrpServer server({.salt = device.salt, .verifier = device.verifier}, state.random);
  const std::string secret_block = base64_encode(random_octets(state.random, kSecretBlockOctets));
  Json parameters = {{"DEVICE_KEY", device.key},
                     {"SALT", crypto::Bignum::from_octets(device.salt).hex()},
                     {"SECRET_BLOCK", secret_block},
                     {"SRP_B", server.srp_b()},
                     {"USERNAME", user.username}};
  state.srp_exchanges.open(secret_block, {.client_id = call.client.id,
                                          .username = user.username,
                                          .device_key = device.key,
                                          .srp_a = srp_a,
                                          .server = std::move(server),
                                          .expires = state.now() + kProofExpected});
  return challenge_answer(call, user, kDevicePasswordVerifier, std::move(parameters));
}

Json answer_device_proof(SignInCall& call, User& user, AuthSession& session) {
  const Device& device = required_device(call, user);
  const std::string& secret_block = required_parameter(call.parameters, "PASSWORD_CLAIM_SECRET_BLOCK");
  const cognito::SrpProof proof{.signature = required_parameter(call.parameters, "PASSWORD_CLAIM_SIGNATURE"),
                                .timestamp = required_parameter(call.parameters, "TIMESTAMP")};
  session.used = true;
  const TimePoint now = call.state.now();
  const SrpExchange exchange = call.state.srp_exchanges.take(secret_block, call.client.id, now);
  const bool right = exchange.device_key == device.key && is_time_stamp_of_now(proof.timestamp, now) &&
                     exchange.server.accepts(exchange.srp_a, secret_block,
                                             {.group = device.group_key, .name = device.key}, proof);
  if (!right) throw not_authorized("Incorrect username or password.");
  return finish_sign_in(call, user);
}

}  // namespace cauth::serve::sandbox
