// The head of a request to `cauth proxy`, its lines separated by line ends: who does not know the key, comes
// from another page or names another host is not let in, and what is passed on goes to the API's origin,
// without the key and without a token header of the client's own.

#include "base/text.hpp"
#include "base/url.hpp"
#include "serve/proxy/door.hpp"
#include "serve/proxy/passing_on.hpp"
#include "target.hpp"

using cauth::fuzz::require;
using namespace cauth;
namespace proxy = cauth::serve::proxy;

namespace {

constexpr std::string_view kKey = "k3y";
constexpr std::uint16_t kPort = 9000;

// "GET /k3y/orders", then "Name: value" a line.
serve::Request read_request(std::string_view text) {
  serve::Request request;
  bool first = true;
  for (const auto line : split(text, '\n')) {
    const auto halves = split_once(line, first ? ' ' : ':');
    if (halves && first) {
      request.method = halves->before;
      request.target = halves->after;
    } else if (halves) {
      request.headers.add(std::string(halves->before), std::string(trim(halves->after)));
    }
    first = false;
  }
  return request;
}

bool knows_the_key(const serve::Request& request) {
  const auto* given = request.headers.find(proxy::kKeyHeader);
  return (given != nullptr && *given == kKey) || request.target.starts_with("/k3y");
}

void check_guest(const serve::Request& request, const proxy::Guest& guest) {
  require(guest.target.starts_with('/'));
  require(knows_the_key(request) || !guest.web_origin.empty());
  const auto url = parse_url("http://" + *request.headers.find("Host"));
  require(url && url->is_loopback() && url->port == kPort);
  const auto upstream = *parse_url("https://api.example.com/prod/");
  const auto passed = proxy::request_for(request, guest.target, upstream, "Authorization", {});
  require(passed.url.starts_with("https://api.example.com/prod/"));
  for (const auto& [name, value] : passed.headers.fields()) {
    require(!equal_ignoring_case(name, "Authorization") && !equal_ignoring_case(name, proxy::kKeyHeader));
    require(!equal_ignoring_case(name, "Host") && !equal_ignoring_case(name, "Transfer-Encoding"));
  }
  // An answer may lead anywhere; what is not the API's own stays as it is.
  const std::string place = proxy::location_for(guest.target, upstream, "/k3y");
  require(place == guest.target || place.starts_with("/k3y/"));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const proxy::Door door{
      .key = SecretString(kKey), .port = kPort, .origins = {"https://app.example.com"}};
  const auto request = read_request(fuzz::text_of(data, size));
  const auto admission = proxy::admit(request, door);
  if (admission.guest) {
    check_guest(request, *admission.guest);
  } else {
    require(admission.refusal.status >= 400);
    require(admission.refusal.body.find(kKey) == std::string::npos);
  }
  return 0;
}
