#include "support/test_sandbox.hpp"

#include "aws/sigv4.hpp"
#include "base/error.hpp"
#include "base/url.hpp"
#include "crypto/rsa.hpp"
#include "serve/sandbox/seed.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::test {
namespace {

constexpr std::string_view kTarget = "AWSCognitoIdentityProviderService.";

// Made once: that costs a tenth of a second each.
serve::sandbox::SigningKeys shared_keys() {
  static const SecretString id = crypto::RsaPrivateKey::generate().pem();
  static const SecretString access = crypto::RsaPrivateKey::generate().pem();
  return {crypto::RsaPrivateKey::from_pem(id.reveal()), crypto::RsaPrivateKey::from_pem(access.reveal())};
}

serve::sandbox::State make_state(std::string_view seed, Clock& clock, Random& random) {
  auto read = serve::sandbox::read_seed(seed, "the test's seed", random, clock.now());
  return {.pools = std::move(read.pools),
          .keys = shared_keys(),
          .clock = clock,
          .random = random,
          .api_pool = std::move(read.first_pool)};
}

http::Request operation_request(std::string_view operation, const Json& input) {
  http::Request request{.method = "POST", .url = "http://127.0.0.1:9230/"};
  request.headers.add("Host", "127.0.0.1:9230");
  request.headers.add("Content-Type", "application/x-amz-json-1.1");
  request.headers.add("X-Amz-Target", std::string(kTarget) + std::string(operation));
  request.body = secret_json_text(input);
  return request;
}

serve::Request to_served(const http::Request& request) {
  const auto url = parse_url(request.url);
  serve::Request served{.method = request.method,
                        .target = url->query.empty() ? url->path : url->path + "?" + url->query,
                        .headers = request.headers};
  if (request.body) served.body = request.body->reveal();
  return served;
}

Outcome to_outcome(const serve::Response& response) {
  Outcome outcome{.status = response.status};
  if (response.body.empty()) return outcome;
  ParsedJson parsed = parse_json(response.body);
  if (!parsed) throw usage_error("the sandbox answered something that is not JSON: " + parsed.problem);
  outcome.body = std::move(*parsed);
  outcome.type = string_member_or(outcome.body, "__type", "");
  outcome.message = string_member_or(outcome.body, "message", "");
  return outcome;
}

}  // namespace

TestSandbox::TestSandbox() : TestSandbox(serve::sandbox::builtin_seed()) {}
TestSandbox::TestSandbox(std::string_view seed) : sandbox(make_state(seed, clock, random)) {}

serve::Response TestSandbox::get(std::string target, http::Headers headers) {
  return sandbox.handle({.method = "GET", .target = std::move(target), .headers = std::move(headers)});
}

serve::Response TestSandbox::post(std::string target, std::string body) {
  return sandbox.handle({.method = "POST", .target = std::move(target), .body = std::move(body)});
}

Outcome TestSandbox::call(std::string_view operation, const Json& input) {
  return to_outcome(sandbox.handle(to_served(operation_request(operation, input))));
}

Outcome TestSandbox::call_signed(std::string_view operation, const Json& input) {
  const auto& keys = serve::sandbox::sandbox_aws_keys();
  const aws::Credentials credentials{.access_key_id = keys.access_key_id,
                                     .secret_access_key = SecretString(keys.secret_access_key)};
  http::Request request = operation_request(operation, input);
  aws::sign(request, credentials, "us-east-1", "cognito-idp", clock.now());
  return to_outcome(sandbox.handle(to_served(request)));
}

Outcome TestSandbox::sign_in(std::string_view username, std::string_view password) {
  return call("InitiateAuth", {{"AuthFlow", "USER_PASSWORD_AUTH"},
                               {"ClientId", kPublicClient},
                               {"AuthParameters", {{"USERNAME", username}, {"PASSWORD", password}}}});
}

http::Response SandboxTransport::send(const http::Request& request, http::BodySink& sink) {
  const serve::Response served = sandbox_.handle(to_served(request));
  if (served.hang_up || served.cut_after) {
    constexpr int kPartialFile = 18, kGotNothing = 52;
    Error error(Category::transport, "no whole answer");
    error.detail = served.hang_up ? kGotNothing : kPartialFile;
    throw error;
  }
  http::Response response;
  response.status = served.status;
  response.http_version = "1.1";
  response.headers = served.headers;
  response.effective_url = request.url;
  if (sink.on_response(response)) sink.on_bytes(served.body);
  return response;
}

}  // namespace cauth::test
