#include "call/perform.hpp"

#include "base/curl_exit.hpp"
#include "base/text.hpp"
#include "call/answer_sink.hpp"
#include "call/renewal.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cauth::call {
namespace {

// What the body makes of the method, by libcurl's rules, where -X says nothing.
enum class Sending { nothing, post, upload };

Sending sending(const Call& call) {
  if (call.connection.upload && call.connection.stream != nullptr) return Sending::upload;
  const bool body = call.body || call.connection.stream != nullptr || call.connection.form != nullptr;
  return body ? Sending::post : Sending::nothing;
}

// Does what is sent stay so when such an answer is followed (RFC 9110 section 15.4, and the browsers'
// habits)?
bool keeps_body(int status, Sending sending, const Options& options) {
  if (status == http::status::kSeeOther) return sending == Sending::post && options.keep_post_303;
  if (sending != Sending::post) return true;
  if (status == http::status::kMovedPermanently) return options.keep_post_301;
  return status != http::status::kFound || options.keep_post_302;
}

// "=https", "-http", "+https": what --proto-redir leaves of http and https.
bool scheme_allowed(const std::optional<std::string>& list, std::string_view scheme) {
  bool allowed = true;
  for (std::string_view each : split(list ? std::string_view(*list) : std::string_view("all"), ',')) {
    const char sign = each.empty() ? '+' : each.front();
    if (sign == '=' || sign == '-' || sign == '+') each.remove_prefix(each.empty() ? 0 : 1);
    if (sign == '=') allowed = false;
    if (each == "all" || equal_ignoring_case(each, scheme)) allowed = sign != '-';
  }
  return allowed;
}

// Cookies of -b alone are sent, but nobody keeps those that come, nor those that other requests of the line
// got.
bool keeps_cookies(const http::Cookies& cookies) {
  return !cookies.files.empty() || !cookies.jar.empty();
}

// Credentials that are for the first host; those of ~/.netrc are found for each host anew.
bool stays_at_first_origin(const http::CurlOption& option) {
  const auto& row = http::curl_option_rows()[option.row];
  return row.credential && row.names.find("--netrc") == std::string_view::npos;
}

class Performer {
 public:
  Performer(const Call& call, const TokenRules& rules, const Options& options, const Outside& outside)
      : call_(call),
        rules_(rules),
        options_(options),
        outside_(outside),
        url_(call.url),
        sending_(sending(call)) {}

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
    return call_.basic_credentials || call_.headers.mentions("Authorization") ||
           !call_.url.user_info.empty() || any_of(call_.connection.options, &http::CurlOptionRow::credential);
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
      return token_ && !renewed_ && can_be_sent_again() && !expected(head) &&
             worth_renewing(head, method(), *token_, options_, outside_.clock.now());
    };
    while (true) {
      AnswerSink sink(outside_.out, options_,
                      {.will_be_sent_again = refused_token,
                       .on_head = head_listener(),
                       .on_body = body_listener(),
                       .on_end = [this](const auto& end) {
                         if (outside_.outcome != nullptr) add_request(*outside_.outcome, end);
                       }});
      const http::Request request = make_request();
      if (outside_.exchange != nullptr) *outside_.exchange = exchange_of(request, url_, plan_.header_name);
      http::Response answer = outside_.transport.send(request, sink);
      if (!sink.to_be_sent_again()) return answer;
      renewed_ = true;
      token_ = outside_.tokens.renew(*token_, plan_);
    }
  }

  std::function<void(const http::Response&)> head_listener() const {
    if (outside_.exchange == nullptr) return outside_.on_head;
    return [this](const http::Response& head) {
      outside_.exchange->answer = http::SmallResponse{.head = head, .body = {}};
      if (outside_.on_head) outside_.on_head(head);
    };
  }

  std::function<void(std::string_view)> body_listener() const {
    if (outside_.exchange == nullptr) return outside_.on_body;
    return [this](std::string_view bytes) {
      outside_.exchange->add_to_body(bytes);
      if (outside_.on_body) outside_.on_body(bytes);
    };
  }

  // A 401 that was asked for is no reason for a new token, nor for -f, nor for a word.
  bool expected(const http::Response& answer) const { return options_.expect.status.contains(answer.status); }

  // Standard input is gone once it was read.
  bool can_be_sent_again() const {
    const http::BodySource* stream = call_.connection.stream;
    return sending_ == Sending::nothing || stream == nullptr || stream->size().has_value();
  }

  std::string method() const {
    if (options_.method) return *options_.method;
    if (options_.head) return "HEAD";
    return sending_ == Sending::nothing ? "GET" : sending_ == Sending::post ? "POST" : "PUT";
  }

  http::Request make_request() const {
    http::Request request = call_.connection.clone();
    request.url = url_.text();
    request.proxy = outside_.proxy(url_);
    request.method = method();
    request.no_body_expected = options_.head;
    set_body(request);
    set_headers(request);
    if (call_.basic_credentials && (options_.trust_redirects || !was_elsewhere_))
      request.basic_credentials = call_.basic_credentials->clone();
    if (!trusted()) std::erase_if(request.options, stays_at_first_origin);
    if (token_) request.headers.set(plan_.header_name, header_value(plan_, token_->text.reveal()));
    limit_time(request);
    if (outside_.outcome != nullptr) {
      outside_.outcome->method = request.method;
      const auto* referer = request.headers.find("Referer");
      outside_.outcome->referer = referer == nullptr ? "" : *referer;
    }
    return request;
  }

  void set_body(http::Request& request) const {
    if (sending_ == Sending::nothing) {
      request.stream = nullptr;
      request.form = nullptr;
      request.upload = false;
      request.resume_from = call_.connection.upload ? 0 : request.resume_from;
    } else if (call_.body) {
      request.body = call_.body->clone();
    }
  }

  void set_headers(http::Request& request) const {
    request.removed_headers.insert(request.removed_headers.end(), call_.headers.removed.begin(),
                                   call_.headers.removed.end());
    for (const auto& [name, value] : call_.headers.headers.fields()) {
      if (same_origin(url_, call_.url) || !belongs_to_first_origin(name) ||
          (options_.trust_redirects && !equal_ignoring_case(name, "Host")))
        request.headers.add(name, value);
    }
    if (request.cookies && !keeps_cookies(*request.cookies)) {
      if (!call_.headers.mentions("Cookie")) request.headers.add("Cookie", request.cookies->data);
      request.cookies.reset();
    }
    if (!referer_.empty() && !call_.headers.mentions("Referer")) request.headers.set("Referer", referer_);
  }

  // May what the user gave for the first origin go to this one?
  bool trusted() const { return options_.trust_redirects || same_origin(url_, call_.url); }

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
      throw transport_error(curl_exit::kTooManyRedirects,
                            fmt::format("more than {} redirects", options_.most_redirects),
                            "--max-redirs allows more");
    }
    auto next = parse_url(answer.redirect_url);
    if (!next || !scheme_allowed(options_.redirect_schemes, next->scheme)) {
      throw transport_error(curl_exit::kUnsupportedProtocol,
                            fmt::format("\"{}\" redirects to \"{}\", which is not an http or https URL that "
                                        "may be followed",
                                        url_.origin(), printable(answer.redirect_url)));
    }
    if (!keeps_body(answer.status, sending_, options_)) sending_ = Sending::nothing;
    if (options_.auto_referer) referer_ = without_secrets(url_);
    if (outside_.outcome != nullptr) ++outside_.outcome->redirects;
    const bool other_origin = !same_origin(url_, *next);
    url_ = std::move(*next);
    was_elsewhere_ = was_elsewhere_ || other_origin;
    if (other_origin) authorize_again();
  }

  static std::string without_secrets(Url url) {
    url.user_info.clear();
    url.fragment.clear();
    return url.text();
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
    if (expected(answer)) return answer;
    const std::string remark = token_ ? remark_on_refusal(answer, *token_)
                                      : remark_on_missing_token(answer.status, plan_, url_.origin());
    const bool failed =
        (options_.fail || options_.fail_with_body) && answer.status >= http::status::kFirstFailure;
    if (failed) {
      throw transport_error(curl_exit::kHttpError, fmt::format("the answer is status {}", answer.status),
                            remark);
    }
    if (!remark.empty()) outside_.remark(remark);
    return answer;
  }

  const Call& call_;
  const TokenRules& rules_;
  const Options& options_;
  const Outside& outside_;
  Url url_;
  Sending sending_;
  std::string referer_ = options_.referer.value_or("");
  TokenPlan plan_;
  std::optional<SessionToken> token_;
  bool renewed_ = false;
  bool was_elsewhere_ = false;  // at another origin than the first
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
  return transport_error(curl_exit::kTimedOut, "the time that --max-time allows is over");
}

http::Response perform(const Call& call, const TokenRules& rules, const Options& options,
                       const Outside& outside) {
  return Performer(call, rules, options, outside).run();
}

}  // namespace cauth::call
