// A text is a config file, or an Error of kind usage says why not; a setting that is written into one is read
// back from it, and everything else that it said stays.

#include "session/config_file.hpp"

#include "base/error.hpp"
#include "target.hpp"

#include <optional>
#include <string>

using cauth::fuzz::require;
namespace session = cauth::session;

namespace {

constexpr const char* kPath = "/home/alice/config.toml";

std::optional<session::ConfigFile> parse(std::string_view text) {
  try {
    return session::parse_config(text, kPath, "/home/alice");
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty());
    return std::nullopt;
  }
}

void edit(std::string_view text, std::size_t profiles) {
  std::string edited;
  try {
    edited = session::edited_config(std::string(text), kPath, "fuzz", {{"username", "\"alice\""}});
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage);
    return;
  }
  const auto config = parse(edited);
  require(config && config->profiles.at("fuzz").values.at("username") == "alice");
  require(config->profiles.size() == profiles || config->profiles.size() == profiles + 1);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  if (const auto config = parse(text)) edit(text, config->profiles.size());
  return 0;
}
