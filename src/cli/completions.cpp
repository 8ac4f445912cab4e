#include "cli/completions.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/completion_model.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

const std::vector<Shell>& completion_shells() {
  static const std::vector<Shell> shells = {
      {"bash", "cauth.bash"}, {"zsh", "_cauth"}, {"fish", "cauth.fish"}};
  return shells;
}

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash_completion(completion_model());
  if (shell == "zsh") return zsh_completion(completion_model());
  if (shell == "fish") return fish_completion(completion_model());
  throw usage_error(fmt::format("there is no completion for \"{}\"", printable(shell)),
                    "there is one for bash, zsh and fish");
}

}  // namespace cauth::cli
