#pragma once

#include "aws/json_client.hpp"
#include "cognito/conversation.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <string>
#include <vector>

namespace cauth::test {

/// A conversation with a service of prepared answers. Members may be set before it begins.
struct TestConversation {
  explicit TestConversation(cognito::Inputs& inputs, cognito::Authenticators* own = nullptr)
      : client(transport, clock, random,
               {.endpoint = "http://127.0.0.1/", .target_prefix = "P", .region = "us-east-1"}),
        api(client, {.id = "client"}, clock),
        it{.api = api,
           .inputs = inputs,
           .authenticators = own != nullptr ? *own : none,
           .random = random,
           .clock = clock,
           .metadata = {},
           .username = "alice",
           .pool_name = "AbCdEfGhI",
           .tell = [this](std::string_view text) { told.emplace_back(text); }} {}

  bool sent(std::size_t index, std::string_view text) const {
    return transport.sent.at(index).body.find(text) != std::string::npos;
  }

  FakeTransport transport;
  ManualClock clock;
  FixedRandom random;
  aws::JsonClient client;
  cognito::Api api;
  cognito::Authenticators none;
  std::vector<std::string> told;
  cognito::Conversation it;
};

}  // namespace cauth::test
