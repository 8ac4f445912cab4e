#pragma once

#include "base/json.hpp"
#include "http/transport.hpp"
#include "serve/sandbox/sandbox.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace cauth::test {

/// What an operation answered.
struct Outcome {
  int status = 0;
  std::string type, message;  ///< of a refusal: "NotAuthorizedException" and its words
  Json body;
};

/// The built-in sandbox, or one with another seed, without sockets; its time stands still until told to go.
class TestSandbox {
 public:
  TestSandbox();
  explicit TestSandbox(std::string_view seed);

  serve::Response get(std::string target, http::Headers headers = {});
  serve::Response post(std::string target, std::string body);
  /// An unsigned operation.
  Outcome call(std::string_view operation, const Json& input);
  /// The same with AWS's signature by the keys that the sandbox hands out.
  Outcome call_signed(std::string_view operation, const Json& input);
  /// USER_PASSWORD_AUTH with the built-in seed's public client.
  Outcome sign_in(std::string_view username, std::string_view password);

  ManualClock clock;
  FixedRandom random;
  serve::sandbox::Sandbox sandbox;
};

constexpr std::string_view kSandboxPool = "us-east-1_Sandbox01";
constexpr std::string_view kPublicClient = "5sandboxpublicclient0demo1";
constexpr std::string_view kSecretClient = "6sandboxsecretclient0demo2";
constexpr std::string_view kRotatingClient = "8sandboxrotating00client04";
constexpr std::string_view kClientSecret = "1sandboxsecret0notarealone0anywhere0just0for0trying";
constexpr std::string_view kPassword = "Sandbox-1!";
constexpr std::string_view kTemporaryPassword = "Temporary-1!";

/// A transport that ends in a sandbox: whole flows in memory.
class SandboxTransport : public http::Transport {
 public:
  explicit SandboxTransport(serve::sandbox::Sandbox& sandbox) : sandbox_(sandbox) {}
  http::Response send(const http::Request& request, http::BodySink& sink) override;

 private:
  serve::sandbox::Sandbox& sandbox_;
};

}  // namespace cauth::test
