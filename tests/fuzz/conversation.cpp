// A whole sign-in against a service that answers anything: each line of the input is an answer, with "!" in
// front a refusal. Whatever it says, the conversation ends: with tokens, a challenge that is left, or an
// Error; no line is asked for twice.

#include "cognito/conversation.hpp"

#include "../support/fixed_random.hpp"
#include "../support/manual_clock.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cognito/start_sign_in.hpp"
#include "target.hpp"

#include <array>
#include <variant>
#include <vector>

namespace {

using namespace cauth;

constexpr std::size_t kMostAnswers = 24;

class Service : public http::Transport {
 public:
  explicit Service(std::string_view text) : lines_(split(text, '\n')) {}

  http::Response send(const http::Request& /*request*/, http::BodySink& sink) override {
    if (next_ >= lines_.size() || next_ >= kMostAnswers) {
      Error error(Category::transport, "no answer");
      error.detail = 7;
      throw error;
    }
    std::string_view line = lines_[next_++];
    http::Response response;
    response.status = line.starts_with('!') ? 400 : 200;
    if (line.starts_with('!')) line.remove_prefix(1);
    if (sink.on_response(response)) sink.on_bytes(line);
    return response;
  }

 private:
  std::vector<std::string_view> lines_;
  std::size_t next_ = 0;
};

// A plan with an answer to everything, and a person who tries again.
struct Plan : cognito::Inputs {
  std::optional<SecretString> get(const cognito::Question& question) override {
    if (!question.choices.empty()) return SecretString(question.choices.front());
    return SecretString(question.otherwise.empty() ? "123456" : question.otherwise);
  }
  std::vector<std::string> offered(std::string_view prefix) const override {
    if (prefix == "PASSWORD") return {"PASSWORD"};
    return {};
  }
  bool ask_again(std::string_view /*wrong_key*/) override { return ++again_ < 8; }

 private:
  int again_ = 0;
};

struct Authenticator : cognito::Authenticators {
  std::optional<SecretString> totp_secret() override { return SecretString("JBSWY3DPEHPK3PXP"); }
  bool can_enrol() override { return true; }
  bool keep(const cognito::TotpEnrolment& enrolment) override { return !enrolment.uri().empty(); }
  bool has_passkey(const std::string& /*username*/) override { return true; }
  std::optional<SecretString> sign(std::string_view /*options*/, const std::string& /*username*/) override {
    return SecretString("{}");
  }
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using cauth::fuzz::require;
  if (size == 0) return 0;
  constexpr std::array kFlows{cognito::Flow::automatic, cognito::Flow::user_auth, cognito::Flow::custom_srp,
                              cognito::Flow::password};
  Service service(fuzz::text_of(data, size).substr(1));
  test::ManualClock clock;
  test::FixedRandom random;
  aws::JsonClient client(service, clock, random, {.endpoint = "https://x/", .target_prefix = "P"});
  cognito::Api api(client, {.id = "client", .secret = SecretString("secret")}, clock);
  Plan plan;
  Authenticator authenticator;
  std::size_t told = 0;
  cognito::Conversation conversation{
      .api = api,
      .inputs = plan,
      .authenticators = authenticator,
      .random = random,
      .clock = clock,
      .metadata = {},
      .username = "alice",
      .pool_name = "AbCdEfGhI",
      .tell = [&](std::string_view) { ++told; },
      .device = cognito::Device{
          .key = "us-east-1_1-2", .group_key = "-group", .password = SecretString("password")}};
  try {
    const auto end = cognito::run_challenges(
        conversation, cognito::start_sign_in(conversation, kFlows.at(data[0] % kFlows.size())));
    if (const auto* left = std::get_if<cognito::Challenge>(&end)) require(!left->name.empty());
  } catch (const Error& error) {
    require(!error.what_failed.empty() && error.category != Category::internal);
  }
  require(told < 200);
  return 0;
}
