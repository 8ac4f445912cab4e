#include "call/perform.hpp"

#include "base/text.hpp"
#include "call/answer_sink.hpp"
#include "call/renewal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cauth::call {
namespace {

constexpr int kHttpError = 22;         // CURLE_HTTP_RETURNED_ERROR
constexpr int kTimedOut = 28;          // CURLE_OPERATION_TIMEDOUT
constexpr int kTooManyRedirects = 47;  // CURLE_TOO_MANY_REDIRECTS
constexpr int kSeeOther = 303;
constexpr int kFound = 302;
constexpr int kMovedPermanently = 301;
constexpr int kFirstFailure = 400;

Error transport_failure(int code, std::string what, std::string hint = {}) {
  Error error(Category::transport, std::move(what), std::move(hint));
  error.detail = code;
  return error;
}

// The method by libcurl's rules: what the options imply, where -X says nothing.
std::string_view implied_method(const Options& options, bool has_body) {
  if (options.head) return "HEAD";
  return has_body ? "POST" : "GET";
}

class Performer {
 public:
  Performer(const Call& call, const TokenRules& rules, const Options& options, const Outside& outside)
      : call_(call),
        rules_(rules),
        options_(options),
        outside_(outside),
        url_(call.url),
        with_body_(call.body) {}

  http::Response run() {
    take_token(plan_for_typed(url_, rules_, options_, own_credentials()));
    if (plan_.send == TokenPlan::Send::unencrypted) throw refused_unencrypted();
    while (true) {
      http::Response answer = send();
      if (!leads_elsewhere(answer, options_)) return finish(std::move(answer));
      go_on_to(answer);
    }
  }

 private:
  bool own_credentials() const {
    return call_.basic_credentials || call_.headers.mentions("Authorization") || !call_.url.user_info.empty();
  }

  Error refused_unencrypted() const {
    return usage_error(fmt::format("the token would go unencrypted to \"{}\"", url_.origin()),
                       "use https, leave the token out with --token-use none, or say --allow-http");
  }

  void take_token(TokenPlan plan) {
    plan_ = std::move(plan);
    token_.reset();
    if (plan_.send == TokenPlan::Send::yes && !call_.headers.mentions(plan_.header_name))
      token_ = outside_.tokens.get(plan_);
  }

  // One address: the request, and the same with a new token when the old one was refused.
  http::Response send() {
    const auto refused_token = [this](const http::Response& head) {
      return token_ && !renewed_ && worth_renewing(head, method(), *token_, options_, outside_.clock.now());
    };
    while (true) {
      AnswerSink sink(outside_.out, options_, refused_token);
      http::Response answer = outside_.transport.send(make_request(), sink);
      if (!sink.to_be_sent_again()) return answer;
      renewed_ = true;
      token_ = outside_.tokens.renew(*token_, plan_);
    }
  }

  std::string method() const {
    return options_.method.value_or(std::string(implied_method(options_, with_body_)));
  }

  http::Request make_request() const {
    http::Request request = call_.connection.clone();
    request.url = url_.text();
    request.proxy = outside_.proxy(url_);
    request.method = method();
    request.no_body_expected = options_.head;
    if (with_body_) request.body = call_.body->clone();
    request.removed_headers.insert(request.removed_headers.end(), call_.headers.removed.begin(),
                                   call_.headers.removed.end());
    const bool first_origin = same_origin(url_, call_.url);
    for (const auto& [name, value] : call_.headers.headers.fields()) {
      if (first_origin || !belongs_to_first_origin(name)) request.headers.add(name, value);
    }
    if (first_origin && call_.basic_credentials) request.basic_credentials = call_.basic_credentials->clone();
    if (token_) request.headers.set(plan_.header_name, header_value(plan_, token_->text.reveal()));
    limit_time(request);
    return request;
  }

  static bool belongs_to_first_origin(std::string_view name) {
    return equal_ignoring_case(name, "Authorization") || equal_ignoring_case(name, "Cookie") ||
           equal_ignoring_case(name, "Host");
  }

  void limit_time(http::Request& request) const {
    if (call_.deadline == TimePoint::max()) return;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(call_.deadline - outside_.clock.now());
    if (left.count() <= 0) throw out_of_time();
    request.limits.total_timeout = left;
  }

  void go_on_to(const http::Response& answer) {
    if (options_.most_redirects >= 0 && ++redirects_ > options_.most_redirects) {
      throw transport_failure(kTooManyRedirects,
                              fmt::format("more than {} redirects", options_.most_redirects),
                              "--max-redirs allows more");
    }
    auto next = parse_url(answer.redirect_url);
    if (!next) {
      throw usage_error(fmt::format("\"{}\" redirects to \"{}\", which is not an http or https URL",
                                    url_.origin(), printable(answer.redirect_url)));
    }
    const bool keeps_body =
        answer.status != kMovedPermanently && answer.status != kFound && answer.status != kSeeOther;
    with_body_ = with_body_ && keeps_body;
    const bool other_origin = !same_origin(url_, *next);
    url_ = std::move(*next);
    if (other_origin) authorize_again();
  }

  void authorize_again() {
    const bool had_token = token_.has_value();
    if (same_origin(url_, call_.url)) {
      take_token(plan_for_typed(url_, rules_, options_, own_credentials()));
      return;
    }
    take_token(plan_for_redirect(url_, rules_, options_, own_credentials()));
    if (!had_token || token_) return;
    outside_.remark(fmt::format(
        "redirected to \"{0}\", which gets no token; to send it there too, put [profile.NAME.origin.\"{0}\"] "
        "into the config file",
        url_.origin()));
  }

  http::Response finish(http::Response answer) const {
    const std::string remark = token_ ? remark_on_refusal(answer, *token_)
                                      : remark_on_missing_token(answer.status, plan_, url_.origin());
    const bool failed = (options_.fail || options_.fail_with_body) && answer.status >= kFirstFailure;
    if (failed) {
      throw transport_failure(kHttpError, fmt::format("the answer is status {}", answer.status), remark);
    }
    if (!remark.empty()) outside_.remark(remark);
    return answer;
  }

  const Call& call_;
  const TokenRules& rules_;
  const Options& options_;
  const Outside& outside_;
  Url url_;
  bool with_body_;
  TokenPlan plan_;
  std::optional<SessionToken> token_;
  bool renewed_ = false;
  int redirects_ = 0;
};

}  // namespace

SessionToken SessionToken::clone() const {
  return {.text = text.clone(),
          .use = use,
          .obtained = obtained,
          .expires = expires,
          .renewable = renewable,
          .whose = whose};
}

Error out_of_time() {
  return transport_failure(kTimedOut, "the time that --max-time allows is over");
}

http::Response perform(const Call& call, const TokenRules& rules, const Options& options,
                       const Outside& outside) {
  return Performer(call, rules, options, outside).run();
}

}  // namespace cauth::call
