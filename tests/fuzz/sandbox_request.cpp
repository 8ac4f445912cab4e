// A request to the sandbox, its first line METHOD TARGET OPERATION, then headers up to an empty line, then
// the body: always an answer, and never a bug of ours (500) for what a client did.

#include "base/text.hpp"
#include "crypto/rsa.hpp"
#include "serve/sandbox/sandbox.hpp"
#include "serve/sandbox/seed.hpp"
#include "target.hpp"

#include <utility>

using cauth::fuzz::require;
using namespace cauth;
namespace sandbox = cauth::serve::sandbox;

namespace {

class StillClock : public Clock {
 public:
  TimePoint now() override { return TimePoint(std::chrono::hours(500'000)); }
  bool sleep_until(TimePoint /*when*/) override { return true; }
};

class CountingRandom : public Random {
 public:
  void fill(std::span<std::byte> octets) override {
    for (auto& octet : octets) octet = static_cast<std::byte>(++count_);
  }

 private:
  unsigned char count_ = 0;
};

// Made once: that costs a tenth of a second each.
sandbox::SigningKeys signing_keys() {
  static const SecretString id = crypto::RsaPrivateKey::generate().pem();
  static const SecretString access = crypto::RsaPrivateKey::generate().pem();
  return {crypto::RsaPrivateKey::from_pem(id.reveal()), crypto::RsaPrivateKey::from_pem(access.reveal())};
}

serve::Request read_request(std::string_view text) {
  serve::Request request;
  const auto lines = split_once(text, '\n');
  const auto words = split(lines ? lines->before : text, ' ');
  request.method = words[0];
  if (words.size() > 1) request.target = words[1];
  request.headers.add("Host", "127.0.0.1:9230");
  if (words.size() > 2)
    request.headers.add("X-Amz-Target", "AWSCognitoIdentityProviderService." + std::string(words[2]));
  std::string_view rest = lines ? lines->after : std::string_view();
  while (!rest.empty()) {
    const auto line = split_once(rest, '\n');
    const auto field = split_once(line ? line->before : rest, ':');
    rest = line ? line->after : std::string_view();
    if (!field) break;
    request.headers.add(std::string(field->before), std::string(trim(field->after)));
  }
  request.body = rest;
  return request;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  StillClock clock;
  CountingRandom random;
  auto seed = sandbox::read_seed(sandbox::builtin_seed(), "the seed", random, clock.now());
  sandbox::Sandbox box({.pools = std::move(seed.pools),
                        .keys = signing_keys(),
                        .clock = clock,
                        .random = random,
                        .api_pool = std::move(seed.first_pool)});
  const auto request = read_request(fuzz::text_of(data, size));
  // "/status/500" is asked for.
  require(box.handle(request).status != 500 || request.target.find("/status/") != std::string::npos);
  return 0;
}
