#pragma once

#include "aws/credentials.hpp"
#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "http/transport.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::aws {

/// Where one service is, and how requests to it are made.
struct Service {
  std::string endpoint;       ///< "https://cognito-idp.eu-west-1.amazonaws.com/"
  std::string target_prefix;  ///< "AWSCognitoIdentityProviderService"
  std::string signing_name;   ///< "cognito-idp"
  std::string region;
  bool endpoint_was_set = false;             ///< by the user: an emulator, maybe
  http::Request request;                     ///< a template: TLS, proxy, limits, trace
  std::function<Credentials()> credentials;  ///< called when an operation must be signed
};

/// What may be done when no answer came, or a passing refusal.
enum class Repeat {
  harmless,   ///< sent again with full jitter: throttling, 5xx, a broken connection
  never,      ///< it uses something up (a code, a session): only throttling is tried again
  once_more,  ///< as `never`, but where the answer got lost it is sent a second time: the service forgives
              ///< one
};

enum class Signing { unsigned_request, sigv4 };

/// Calls AWS operations of the JSON 1.1 protocol: POST / with X-Amz-Target (protocol reference, section 1).
class JsonClient {
 public:
  JsonClient(http::Transport& transport, Clock& clock, Random& random, Service service);

  /// The answer's object; `{}` for an empty body. Error{refused} with code, service_message, operation and
  /// request_id for a refusal, its hint from the table; Error{temporary} after the last try; Error{transport}
  /// without a whole answer, 8 (CURLE_WEIRD_SERVER_REPLY) where HTML came for JSON, 18 (CURLE_PARTIAL_FILE)
  /// where it was cut. `body` is not kept; its text wipes itself.
  Json call(std::string_view operation, const Json& body, Signing signing = Signing::unsigned_request,
            Repeat repeat = Repeat::never);

  const Service& service() const { return service_; }
  /// Did the last call send its request again because an answer had got lost?
  bool an_answer_got_lost() const { return an_answer_got_lost_; }
  /// How far the service's clock was ahead of ours at the last answer; nothing where none said the time.
  std::optional<TimePoint::duration> service_ahead() const { return service_ahead_; }

 private:
  http::Transport& transport_;
  Clock& clock_;
  Random& random_;
  Service service_;
  bool an_answer_got_lost_ = false;
  std::optional<TimePoint::duration> service_ahead_;
};

}  // namespace cauth::aws
