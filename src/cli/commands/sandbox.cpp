#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "serve/serve.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

constexpr const char* kDescription =
    R"(Runs a Cognito user pool, its keys and two protected APIs on this machine, for trying cauth and for
tests without an AWS account. It listens on 127.0.0.1 alone and forgets everything at the end.)";

struct Sandbox : Command {
  void declare(Args& args) override {
    args.describe(kDescription);
    args.option(port, "--port", "N", "the port to listen on; 0: a free one (9230)");
    args.option(bind, "--bind", "ADDRESS", "the address to listen on, for containers (127.0.0.1)");
    args.option(seed, "--seed", "FILE", "pools, clients and users as JSON").completes(Completion::file);
    args.option(public_url, "--public-url", "URL", "how clients reach the sandbox, when not at that address");
    args.option(issuer, "--issuer", "URL", "what tokens name as issuer, before /POOL-ID (AWS's own form)");
    args.flag(print_env, "--print-env", "print the environment for its clients as export lines");
    args.flag(pass_env, "--pass-env",
              "leave the caller's own CAUTH_, COGNITO_ and AWS_ variables to COMMAND");
    args.rest(command, "COMMAND", "what to run with the environment set; its exit status is the sandbox's");
    args.example("Run a test against it", "cauth sandbox --port 0 -- ./smoke.sh");
    args.example("Leave it running, and use it from this shell",
                 "cauth sandbox --print-env > sandbox.env & ");
  }

  int run(Context& context) override {
    serve::SandboxOptions options;
    if (bind) options.bind = *bind;
    if (port) options.port = port_number();
    if (seed) options.seed = *seed;
    options.public_url = public_url;
    options.issuer = issuer;
    options.print_env = print_env;
    options.pass_env = pass_env;
    options.command = command;
    return serve::run_sandbox(options, context.io(), context.env(), context.clock(), context.random());
  }

 private:
  std::uint16_t port_number() const {
    const auto number = parse_number<std::uint16_t>(*port);
    if (!number) throw usage_error(fmt::format("\"{}\" is no port: 0 to 65535", *port));
    return *number;
  }

  std::optional<std::string> port, bind, seed, public_url, issuer;
  bool print_env = false, pass_env = false;
  std::vector<std::string> command;
};

}  // namespace

CAUTH_COMMAND(sandbox, Sandbox)

}  // namespace cauth::cli
