#include "base/error.hpp"
#include "base/file.hpp"
#include "base/process.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cognito/pool.hpp"
#include "serve/sandbox/sandbox.hpp"
#include "serve/sandbox/seed.hpp"
#include "serve/serve.hpp"
#include "serve/server.hpp"
#include "serve/wait_for_signal.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <filesystem>
#include <future>
#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cauth::serve {
namespace {

using sandbox::Sandbox;
using sandbox::Seed;

constexpr std::size_t kLargestSeed = std::size_t{4} << 20U;

using Variables = std::map<std::string, std::string>;

// A folder for the configuration, sessions and keys of one sandbox, gone at the end.
class PrivateFolder {
 public:
  PrivateFolder(const Environ& env, Random& random)
      : path_(std::filesystem::path(env.get("TMPDIR").value_or("/tmp")) /
              fmt::format("cauth-sandbox-{}", random_uuid(random))) {
    make_private_folder(path_);
  }
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string below(std::string_view name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Seed load_seed(const SandboxOptions& options, Clock& clock, Random& random) {
  if (!options.seed)
    return sandbox::read_seed(sandbox::builtin_seed(), "the built-in seed", random, clock.now());
  return sandbox::read_seed(read_file(*options.seed, kLargestSeed),
                            fmt::format("seed \"{}\"", options.seed->string()), random, clock.now());
}

// How a client on this machine reaches what listens there.
std::string local_url(std::string_view bind, std::uint16_t port) {
  if (bind == "0.0.0.0") bind = "127.0.0.1";
  if (bind == "::") bind = "::1";
  const bool is_ipv6 = bind.find(':') != std::string_view::npos;
  return is_ipv6 ? fmt::format("http://[{}]:{}", bind, port) : fmt::format("http://{}:{}", bind, port);
}

bool is_loopback_only(std::string_view bind) {
  return bind != "0.0.0.0" && bind != "::" && parse_url(local_url(bind, 1))->is_loopback();
}

std::string without_trailing_slash(std::string url) {
  if (url.ends_with('/')) url.pop_back();
  return url;
}

std::string checked_url(const std::string& url, std::string_view option) {
  if (!parse_url(url)) throw usage_error(fmt::format("\"{}\" after {} is no http or https URL", url, option));
  return without_trailing_slash(url);
}

// What points a client at the sandbox, whoever wrote it.
Variables variables_for(const Seed& seed, const std::string& url, const PrivateFolder& folder) {
  const auto& keys = sandbox::sandbox_aws_keys();
  const std::string region = cognito::parse_pool_id(seed.first_pool).region;
  Variables variables = {{"CAUTH_SANDBOX_URL", url},
                         {"CAUTH_ENDPOINT_URL", url},
                         {"CAUTH_API", url + "/rest"},
                         {"CAUTH_REGION", region},
                         {"CAUTH_USER_POOL_ID", seed.first_pool},
                         {"CAUTH_CONFIG_DIR", folder.below("config")},
                         {"CAUTH_STATE_DIR", folder.below("state")},
                         {"CAUTH_CACHE_DIR", folder.below("cache")},
                         {"AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", url},
                         {"AWS_REGION", region},
                         {"AWS_DEFAULT_REGION", region},
                         {"AWS_ACCESS_KEY_ID", keys.access_key_id},
                         {"AWS_SECRET_ACCESS_KEY", keys.secret_access_key},
                         {"AWS_CONFIG_FILE", folder.below("aws-config")},
                         {"AWS_SHARED_CREDENTIALS_FILE", folder.below("aws-credentials")},
                         {"AWS_EC2_METADATA_DISABLED", "true"}};
  if (seed.first_client.empty()) return variables;
  variables["CAUTH_CLIENT_ID"] = seed.first_client;
  const auto& client = seed.pools.at(seed.first_pool).clients.at(seed.first_client);
  if (client.secret) variables["CAUTH_CLIENT_SECRET"] = *client.secret;
  return variables;
}

bool chooses_account(std::string_view name) {
  return name.starts_with("CAUTH_") || name.starts_with("AWS_") || name.starts_with("COGNITO_");
}

// The caller's environment, with the sandbox in the place of the caller's own pools and AWS accounts.
std::vector<std::string> child_environment(const Environ& env, const Variables& variables, bool pass_env) {
  Environ child = env;
  for (const auto& line : env.lines()) {
    const std::string name(split(line, '=').front());
    if (!pass_env && chooses_account(name)) child.unset(name);
  }
  for (const auto& variable : variables) child.set(variable.first, variable.second);
  return child.lines();
}

// For `eval` and `.` in any POSIX shell. An empty line ends them: whoever waits for a file of them sees that
// they are whole.
std::string export_lines(const Variables& variables) {
  std::string text;
  for (const auto& variable : variables) {
    std::string quoted;
    for (const char character : variable.second)
      quoted += character == '\'' ? std::string("'\\''") : std::string(1, character);
    text += fmt::format("export {}='{}'\n", variable.first, quoted);
  }
  return text + "\n";
}

constexpr std::string_view kTryThis = R"(
Point another terminal at it:

  export CAUTH_ENDPOINT_URL={url} CAUTH_USER_POOL_ID={pool} CAUTH_CLIENT_ID={client}

)";
constexpr std::string_view kTryUsers = R"(and try:

  cauth login --username newbie      # its password is Temporary-1! and must be changed
  cauth login --web                  # alice, in the browser
  cauth decode
  cauth verify
  cauth call {url}/rest/hello

alice, mia (SMS code 123456), uma, rita and dave have the password Sandbox-1!; `man cauth-sandbox` says more.
)";

void say_what_to_try(Streams& io, const Seed& seed, const std::string& url, bool builtin) {
  io.err.write(fmt::format(fmt::runtime(kTryThis), fmt::arg("url", url), fmt::arg("pool", seed.first_pool),
                           fmt::arg("client", seed.first_client)));
  if (builtin) io.err.write(fmt::format(fmt::runtime(kTryUsers), fmt::arg("url", url)));
}

}  // namespace

std::string_view sandbox_seed() {
  return sandbox::builtin_seed();
}

int run_sandbox(const SandboxOptions& options, Streams& io, const Environ& env, Clock& clock,
                Random& random) {
  const Seed seed = load_seed(options, clock, random);
  const bool alone = options.command.empty();
  Sandbox sandbox({.pools = seed.pools, .clock = clock, .random = random, .api_pool = seed.first_pool});
  if (alone) {
    sandbox.state().told = [&io](const sandbox::Message& message) {
      print(io.err, "cauth: {} to {} for \"{}\": {}\n", message.medium, message.destination, message.username,
            message.secret);
    };
  }
  const std::string public_url = options.public_url ? checked_url(*options.public_url, "--public-url") : "";
  const bool is_its_own_issuer = options.issuer == "self";
  if (options.issuer && !is_its_own_issuer) sandbox.state().issuer = checked_url(*options.issuer, "--issuer");
  // Who comes before the port is known to us waits.
  std::promise<void> addressed;
  const std::shared_future<void> is_addressed = addressed.get_future().share();
  const Server server({.bind = options.bind, .port = options.port}, [&](const Request& request) {
    is_addressed.wait();
    return sandbox.handle(request);
  });
  const std::string listens = local_url(options.bind, server.port());
  const std::string url = public_url.empty() ? listens : public_url;
  sandbox.state().url = url;
  if (is_its_own_issuer) sandbox.state().issuer = url;
  addressed.set_value();
  print(io.err, "cauth: sandbox listens on {}\n", listens);
  if (!is_loopback_only(options.bind)) {
    print(io.err,
          "cauth: warning: anybody who reaches {} may use it: passwords and keys of the sandbox are public\n",
          options.bind);
  }
  const PrivateFolder folder(env, random);
  const Variables variables = variables_for(seed, url, folder);
  if (options.print_env) io.out.write(export_lines(variables));
  if (!alone) return run_in_foreground(options.command, child_environment(env, variables, options.pass_env));
  say_what_to_try(io, seed, url, !options.seed);
  return wait_for_signal(clock);
}

}  // namespace cauth::serve
