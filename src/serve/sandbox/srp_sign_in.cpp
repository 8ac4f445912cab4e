#include "serve/sandbox/srp_sign_in.hpp"

#include "base/bytes.hpp"
#include "base/duration.hpp"
#include "cognito/pool.hpp"
#include "crypto/hash.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

using std::chrono::seconds;

constexpr std::size_t kSaltOctets = 16;
constexpr std::size_t kMadeUpPasswordOctets = 32;
constexpr seconds kClockSkewAllowed = std::chrono::minutes(5);

// The same for a user at every sign-in, whether there is such a user or not.
std::string salt_of(const Pool& pool, const std::string& username) {
  const auto digest = crypto::sha256(pool.id + '\n' + username);
  return std::string(crypto::octets(digest).substr(0, kSaltOctets));
}

}  // namespace

// Compared by making it: whatever Cognito would refuse (a zero in front of the day, another weekday) is not
// among these. Its clock and ours may differ.
bool is_time_stamp_of_now(std::string_view time_stamp, TimePoint now) {
  for (seconds skew = -kClockSkewAllowed; skew <= kClockSkewAllowed; ++skew) {
    if (format_srp_timestamp(now + skew) == time_stamp) return true;
  }
  return false;
}

Json ask_password_proof(SignInCall& call, const std::string& username, SrpPurpose purpose) {
  State& state = call.state;
  Pool& pool = call.pool;
  const std::string& srp_a = required_parameter(call.parameters, "SRP_A");
  const User* user = pool.find_user(username);
  if (user == nullptr && !call.client.prevent_user_existence_errors) {
    throw refusal("UserNotFoundException", "User does not exist.");
  }
  const std::string user_id = user == nullptr ? username : user->username;
  const SecretString password = user != nullptr && !user->password.empty()
                                    ? SecretString(user->password)
                                    : SecretString(random_octets(state.random, kMadeUpPasswordOctets));
  const std::string pool_name = cognito::parse_pool_id(pool.id).name;
  const auto verifier =
      cognito::make_verifier({.group = pool_name, .name = user_id}, password, salt_of(pool, user_id));
  cognito::SrpServer server(verifier, state.random);
  Json parameters = {{"SALT", crypto::Bignum::from_octets(verifier.salt).hex()},
                     {"SECRET_BLOCK", base64_encode(random_octets(state.random, kSecretBlockOctets))},
                     {"SRP_B", server.srp_b()},
                     {"USERNAME", user_id},
                     {"USER_ID_FOR_SRP", user_id}};
  state.srp_exchanges.open(parameters["SECRET_BLOCK"], {.client_id = call.client.id,
                                                        .username = user_id,
                                                        .srp_a = srp_a,
                                                        .server = std::move(server),
                                                        .purpose = purpose,
                                                        .expires = state.now() + kProofExpected});
  if (purpose == SrpPurpose::sign_in)
    return {{"ChallengeName", kPasswordVerifier}, {"ChallengeParameters", std::move(parameters)}};
  return challenge_answer(call, User{.username = user_id}, kPasswordVerifier, std::move(parameters));
}

Proved check_password_proof(SignInCall& call, const std::string& username) {
  State& state = call.state;
  const TextMap& responses = call.parameters;
  const std::string& secret_block = required_parameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK");
  const cognito::SrpProof proof{.signature = required_parameter(responses, "PASSWORD_CLAIM_SIGNATURE"),
                                .timestamp = required_parameter(responses, "TIMESTAMP")};
  const SrpExchange exchange = state.srp_exchanges.take(secret_block, call.client.id, state.now());
  const std::string pool_name = cognito::parse_pool_id(call.pool.id).name;
  User& proved = admit(
      call.pool, call.client, call.pool.find_user(exchange.username), state.now(), [&](const User& user) {
        // The name in the proof is the real one; whoever answers with an alias has not read the
        // challenge.
        return username == user.username && is_time_stamp_of_now(proof.timestamp, state.now()) &&
               exchange.server.accepts(exchange.srp_a, secret_block,
                                       {.group = pool_name, .name = user.username}, proof);
      });
  return {.user = proved, .purpose = exchange.purpose};
}

}  // namespace cauth::serve::sandbox
