// A text is a session, or it is said why not; a session that comes out of it is written and read again as the
// same.

#include "session/session_json.hpp"
#include "target.hpp"

#include <string>
#include <variant>

using cauth::fuzz::require;
using cauth::session::Session;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = cauth::session::session_from_text(cauth::fuzz::text_of(data, size));
  if (const auto* problem = std::get_if<std::string>(&read)) {
    require(!problem->empty());
    return 0;
  }
  const auto& session = std::get<Session>(read);
  require(!session.key.username.empty() && !session.key.client_id.empty());
  const auto text = cauth::session::session_to_text(session);
  const auto again = cauth::session::session_from_text(text.reveal());
  require(std::holds_alternative<Session>(again));
  require(std::get<Session>(again).key == session.key);
  require(cauth::session::session_to_text(std::get<Session>(again)).reveal() == text.reveal());
  return 0;
}
