// What a credential helper says is an entry, a list, or neither; and what we hand to it is read as an entry.

#include "session/credential_helper.hpp"
#include "target.hpp"

#include <string>

using cauth::fuzz::require;
namespace session = cauth::session;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto secret = session::secret_of_helper_entry(text);
  session::urls_of_helper_list(text);
  if (!secret) return 0;
  const auto entry = session::helper_entry("https://cauth.invalid/session/alice-1", *secret);
  require(session::secret_of_helper_entry(entry.reveal())->reveal() == secret->reveal());
  return 0;
}
