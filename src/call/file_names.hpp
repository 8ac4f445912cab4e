#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cauth::call {

/// -O: what stands behind the last slash of the address's path. Empty: nothing does.
std::string name_in_url(std::string_view url);

/// -J: the file name that a Content-Disposition gives, without folders; nothing when it gives none.
std::optional<std::string> name_in_disposition(std::string_view value);

/// -T: the address with the file's own name where its path ends in a slash.
std::string url_for_upload(std::string_view url, std::string_view file);

}  // namespace cauth::call
