#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cauth::webauthn {

/// What a client says it did for whom (WebAuthn section 5.8.1).
struct ClientData {
  std::string type;       ///< kCreate or kGet
  std::string challenge;  ///< base64url, as the relying party sent it
  std::string origin;     ///< "https://example.com"
};

constexpr std::string_view kCreate = "webauthn.create";
constexpr std::string_view kGet = "webauthn.get";

/// The text that is signed, in the serialization of section 5.8.1.1.
std::string client_data_json(const ClientData& data);

/// From a text of any order. Nothing when it is no JSON object with these three, or comes from a frame of
/// another origin.
std::optional<ClientData> parse_client_data(std::string_view json);

}  // namespace cauth::webauthn
