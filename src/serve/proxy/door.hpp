#pragma once

#include "base/secret.hpp"
#include "serve/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::proxy {

/// The header that the key may stand in, where it does not begin the path.
constexpr std::string_view kKeyHeader = "X-Cauth-Key";

/// Who may come in.
struct Door {
  SecretString key;                   ///< empty: none is asked for, since the socket's mode keeps others out
  std::optional<std::uint16_t> port;  ///< of loopback; nothing: a Unix socket
  std::vector<std::string> origins;   ///< of web pages that may ask: --cors
};

/// A request that was let in.
struct Guest {
  std::string target;        ///< without the key: "/orders?x=1"
  bool key_in_path = false;  ///< addresses that we give back need it
  std::string web_origin;    ///< of the page that asks, when it is one of `origins`; else empty
};

/// Lets a request in, or gives the answer that refuses it: a target that is no path, a Host that is not this
/// machine (DNS rebinding), a page of another site, a missing key, a change of protocol.
struct Admission {
  std::optional<Guest> guest;
  Response refusal;  ///< where there is no guest
};
Admission admit(const Request& request, const Door& door);

/// The answer to a browser that asks whether a page may send such a request (CORS preflight); nothing for
/// other requests.
std::optional<Response> preflight_answer(const Request& request, const Guest& guest);

/// What an answer needs so that the page may read it.
void allow_page(http::Headers& headers, const Guest& guest);

}  // namespace cauth::serve::proxy
