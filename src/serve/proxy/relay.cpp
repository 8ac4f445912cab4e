#include "serve/proxy/relay.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "call/renewal.hpp"
#include "http/status.hpp"
#include "serve/proxy/client_body.hpp"
#include "serve/proxy/passing_on.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace cauth::serve::proxy {
namespace {

// Stops a transfer whose client waits for nothing any more, since the proxy ends.
class StopsTransfers : public http::ProgressSink {
 public:
  explicit StopsTransfers(const std::atomic<bool>& stopping) : stopping_(stopping) {}
  void on_progress(const http::Progress& /*progress*/) override {
    if (stopping_) throw Error(Category::temporary, "the proxy ends");
  }

 private:
  const std::atomic<bool>& stopping_;
};

// Passes an answer on as it comes, but for a refusal of the token that another try will follow.
class AnswerSink : public http::BodySink {
 public:
  AnswerSink(Exchange& exchange, const Setup& setup, const Guest& guest, const call::SessionToken* renewable)
      : exchange_(exchange), setup_(setup), guest_(guest), renewable_(renewable) {}

  bool on_response(const http::Response& head) override {
    to_be_sent_again_ =
        renewable_ != nullptr && call::worth_renewing(head, exchange_.request().method, *renewable_,
                                                      setup_.options, setup_.clock.now());
    if (to_be_sent_again_) return false;
    const auto* length = head.headers.find("Content-Length");
    const auto size = length == nullptr ? std::nullopt : parse_number<std::uint64_t>(*length);
    // Before the client has it: once it has, the proxy may be ended at any moment.
    if (setup_.log)
      setup_.log(fmt::format("{} {} {}", exchange_.request().method, printable(guest_.target), head.status));
    exchange_.begin(head.status, headers_of(head), size);
    return true;
  }
  void on_bytes(std::string_view bytes) override { exchange_.write(bytes); }
  bool to_be_sent_again() const { return to_be_sent_again_; }

 private:
  http::Headers headers_of(const http::Response& head) const {
    http::Headers headers;
    const std::string base = guest_.key_in_path ? fmt::format("/{}", setup_.door.key.reveal()) : "";
    const http::Headers kept = end_to_end(head.headers);
    for (const auto& field : kept.fields()) {
      const bool place = equal_ignoring_case(field.first, "Location") ||
                         equal_ignoring_case(field.first, "Content-Location");
      // About the API's own address and port, which is not ours.
      if (equal_ignoring_case(field.first, "Alt-Svc")) continue;
      headers.add(field.first, place ? location_for(field.second, setup_.upstream, base) : field.second);
    }
    allow_page(headers, guest_);
    return headers;
  }

  Exchange& exchange_;
  const Setup& setup_;
  const Guest& guest_;
  const call::SessionToken* renewable_;
  bool to_be_sent_again_ = false;
};

bool wants_body(const Request& request, const Exchange& exchange) {
  const bool usual = request.method == "POST" || request.method == "PUT" || request.method == "PATCH";
  return usual || exchange.body_size() != std::uint64_t{0};
}

class Relay {
 public:
  Relay(const Setup& setup, std::unique_ptr<http::Transport> transport)
      : setup_(setup), transport_(std::move(transport)) {}

  void serve(Exchange& exchange) {
    const Request& request = exchange.request();
    Admission admission = admit(request, setup_.door);
    if (!admission.guest) return exchange.answer(admission.refusal);
    const Guest& guest = *admission.guest;
    if (const auto answer = preflight_answer(request, guest)) return exchange.answer(*answer);
    try {
      pass_on(exchange, guest);
    } catch (const Error& error) {
      // The one who asked is told as far as that can be; we go on with the next.
      tell(exchange, guest, error);
    }
  }

 private:
  void pass_on(Exchange& exchange, const Guest& guest) {
    http::Request request = request_for(exchange.request(), guest.target, setup_.upstream,
                                        setup_.plan.header_name, setup_.connection);
    StopsTransfers stops(setup_.stopping);
    request.progress = &stops;
    std::optional<ClientBody> body;
    if (wants_body(exchange.request(), exchange)) add_body(request, body.emplace(exchange));
    const bool can_repeat = !body || body->whole();

    call::SessionToken token = setup_.tokens.current();
    for (bool first = true;; first = false) {
      request.headers.set(setup_.plan.header_name, call::header_value(setup_.plan, token.text.reveal()));
      AnswerSink sink(exchange, setup_, guest, first && can_repeat ? &token : nullptr);
      transport_->send(request, sink);
      if (!sink.to_be_sent_again()) return;
      token = setup_.tokens.renewed(token);
    }
  }

  static void add_body(http::Request& request, ClientBody& body) {
    if (body.whole()) {
      request.body = body.kept().clone();
      return;
    }
    request.stream = &body;
  }

  void tell(Exchange& exchange, const Guest& guest, const Error& error) const {
    log(fmt::format("{} {}: {}", exchange.request().method, printable(guest.target), error.what_failed));
    // Half an answer that goes on with our own words would be taken for the API's.
    if (exchange.broken() || exchange.begun()) throw Error(error);
    const bool late = error.category == Category::transport && error.detail == curl_exit::kTimedOut;
    std::string text = fmt::format("cauth proxy: {}\n", error.what_failed);
    if (!error.hint.empty()) text += fmt::format("hint: {}\n", error.hint);
    Response response =
        text_response(late ? http::status::kGatewayTimeout : http::status::kBadGateway, std::move(text));
    allow_page(response.headers, guest);
    exchange.answer(response);
  }

  void log(const std::string& line) const {
    if (setup_.log) setup_.log(line);
  }

  const Setup& setup_;
  std::unique_ptr<http::Transport> transport_;
};

}  // namespace

StreamHandler make_relay(const Setup& setup, std::unique_ptr<http::Transport> transport) {
  // std::function wants to be copyable, so the one owner is a shared_ptr.
  const auto relay = std::make_shared<Relay>(setup, std::move(transport));
  return [relay](Exchange& exchange) { relay->serve(exchange); };
}

}  // namespace cauth::serve::proxy
