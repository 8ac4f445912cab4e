#include "base/clock.hpp"
#include "base/core_dump.hpp"
#include "base/environ.hpp"
#include "base/interrupt.hpp"
#include "base/random.hpp"
#include "base/streams.hpp"
#include "base/terminal.hpp"
#include "cli/dispatch.hpp"
#include "http/curl_transport.hpp"

#include <memory>
#include <string>
#include <vector>

namespace {

cauth::Streams standard_streams(cauth::Source& in, cauth::Sink& out, cauth::Sink& err,
                                const cauth::Environ& env) {
  const bool colour = !env.get("NO_COLOR") && env.get("TERM") != "dumb";
  const bool out_is_terminal = cauth::is_terminal(1);
  const bool err_is_terminal = cauth::is_terminal(2);
  return {.in = in,
          .out = out,
          .err = err,
          .in_is_terminal = cauth::is_terminal(0),
          .in_is_data = cauth::is_data(0),
          .out_is_terminal = out_is_terminal,
          .err_is_terminal = err_is_terminal,
          .colour_out = colour && out_is_terminal,
          .colour_err = colour && err_is_terminal};
}

}  // namespace

int main(int argc, char** argv) {
  cauth::keep_secrets_out_of_core_dumps();
  cauth::catch_interrupts();
  const cauth::Environ env = cauth::Environ::of_process();
  cauth::DescriptorSource in(0);
  cauth::DescriptorSink out(1);
  cauth::DescriptorSink err(2);
  cauth::SystemTerminal terminal;
  cauth::SystemClock clock;
  cauth::SystemRandom random;
  std::unique_ptr<cauth::http::Transport> transport;
  const auto http = [&transport]() -> cauth::http::Transport& {
    if (!transport) transport = cauth::http::open_curl_transport();
    return *transport;
  };
  cauth::cli::World world{.io = standard_streams(in, out, err, env),
                          .terminal = terminal,
                          .clock = clock,
                          .random = random,
                          .env = env,
                          .http = http};
  return cauth::cli::run_line(std::vector<std::string>(argv + 1, argv + argc), world);
}
