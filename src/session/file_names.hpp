#pragma once

#include "session/session.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// A file name for a text that may hold anything: what of it is harmless, for people, and a hash of the whole
/// (FNV-1a, 64 bits), for difference. No extension. What is kept in the file must be compared with what was
/// looked for: two texts may have one hash.
std::string file_name_for(std::string_view readable, const std::vector<std::string>& parts);

/// The same for a session.
std::string file_name_of(const SessionKey& key);

}  // namespace cauth::session
