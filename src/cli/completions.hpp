#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// The shells that completion_script() knows, and what their script is called where they look for it.
struct Shell {
  std::string_view name;       ///< "bash"
  std::string_view file_name;  ///< "cauth.bash"
};
const std::vector<Shell>& completion_shells();

/// The completion script for one of them, made from the table of commands. Error{usage} for another name.
std::string completion_script(std::string_view shell);

}  // namespace cauth::cli
