#include "cli/service.hpp"

#include "base/error.hpp"
#include "support/run_cli.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>

namespace cauth::cli {
namespace {

using TestVariables = std::map<std::string, std::string, std::less<>>;

// What requests to Cognito look like in this environment.
aws::Service service_in(TestVariables variables) {
  const test::TempDir home;
  variables.try_emplace("HOME", home.path().string());
  variables.try_emplace("AWS_REGION", "eu-west-1");
  test::FakeWorld fake;
  StringSource in("");
  StringSink out, err;
  const Environ env(variables);
  World world{.io = {.in = in, .out = out, .err = err},
              .terminal = fake.terminal,
              .clock = fake.clock,
              .random = fake.random,
              .env = env,
              .http = [&fake]() -> http::Transport& { return fake.transport; }};
  Globals globals;
  Context context(world, globals);
  aws::Service service = user_pool_service(context);
  service.credentials = {};  // they look at the context, which goes
  return service;
}

}  // namespace

TEST_CASE("without settings requests go to AWS's own endpoint, directly, trusting what the system trusts") {
  const auto service = service_in({});
  CHECK(service.endpoint == "https://cognito-idp.eu-west-1.amazonaws.com/");
  CHECK(service.request.proxy.empty());
  CHECK(service.request.no_proxy.empty());
  CHECK(service.request.tls.ca_file.empty());
  CHECK(service.request.tls.verify);
  CHECK_FALSE(service.endpoint_was_set);
}

TEST_CASE(
    "the bundle of certificates comes from AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE, the AWS profile, in this "
    "order") {
  const test::TempDir home;
  std::ofstream(home / "aws-config")
      << "[default]\nca_bundle = /profile.pem\n[profile work]\nca_bundle = /work.pem\n";
  TestVariables variables{{"AWS_CONFIG_FILE", home / "aws-config"}};
  CHECK(service_in(variables).request.tls.ca_file == "/profile.pem");
  variables["AWS_PROFILE"] = "work";
  CHECK(service_in(variables).request.tls.ca_file == "/work.pem");
  variables["REQUESTS_CA_BUNDLE"] = "/requests.pem";
  CHECK(service_in(variables).request.tls.ca_file == "/requests.pem");
  variables["AWS_CA_BUNDLE"] = "/aws.pem";
  CHECK(service_in(variables).request.tls.ca_file == "/aws.pem");
  variables["CAUTH_CA_BUNDLE"] = "/own.pem";
  CHECK(service_in(variables).request.tls.ca_file == "/own.pem");
}

TEST_CASE("curl's variables for certificates are none of Cognito's business") {
  CHECK(service_in({{"CURL_CA_BUNDLE", "/curl.pem"}}).request.tls.ca_file.empty());
}

TEST_CASE("the proxy is that of the endpoint's scheme") {
  TestVariables variables{{"HTTPS_PROXY", "http://proxy:3128"},
                          {"http_proxy", "http://plain:3128"},
                          {"NO_PROXY", "localhost,.corp"}};
  CHECK(service_in(variables).request.proxy == "http://proxy:3128");
  CHECK(service_in(variables).request.no_proxy == "localhost,.corp");
  variables["CAUTH_ENDPOINT_URL"] = "http://emulator:9229";
  CHECK(service_in(variables).request.proxy == "http://plain:3128");
  CHECK(service_in(variables).endpoint == "http://emulator:9229/");
  variables.erase("http_proxy");
  variables["HTTP_PROXY"] = "http://of-the-client:1";
  CHECK(service_in(variables).request.proxy.empty());
}

TEST_CASE("FIPS and dual-stack endpoints have their own hosts") {
  TestVariables variables{{"AWS_USE_FIPS_ENDPOINT", "true"}, {"AWS_REGION", "us-east-1"}};
  CHECK(service_in(variables).endpoint == "https://cognito-idp-fips.us-east-1.amazonaws.com/");
  variables["AWS_USE_DUALSTACK_ENDPOINT"] = "true";
  CHECK(service_in(variables).endpoint.find("cognito-idp-fips.us-east-1.") != std::string::npos);
  variables.erase("AWS_USE_FIPS_ENDPOINT");
  CHECK(service_in(variables).endpoint == "https://cognito-idp.us-east-1.amazonaws.com/");
}

TEST_CASE("an endpoint that was set stands, whatever else is asked for") {
  const auto service =
      service_in({{"AWS_ENDPOINT_URL", "http://127.0.0.1:9229/"}, {"AWS_USE_FIPS_ENDPOINT", "true"}});
  CHECK(service.endpoint == "http://127.0.0.1:9229/");
  CHECK(service.endpoint_was_set);
}

}  // namespace cauth::cli
