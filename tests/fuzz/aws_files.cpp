// The AWS CLI's files, and the command line of a credential_process that stands in one: read, or refused in a
// line that names the file.

#include "aws/credential_process.hpp"
#include "aws/profile_files.hpp"
#include "base/error.hpp"
#include "target.hpp"

using cauth::fuzz::require;

namespace {

void split_and_check(std::string_view line) {
  try {
    std::size_t longest = 0;
    for (const auto& word : cauth::aws::split_command(line)) longest += word.size();
    require(longest <= line.size());
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  try {
    for (const auto& [name, section] : cauth::aws::parse_ini(text, "file")) {
      for (const auto& [key, value] : section) {
        require(text.find(value) != std::string_view::npos);
        if (key == "credential_process") split_and_check(value);
      }
    }
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage);
    require(error.what_failed.find("\"file\"") != std::string::npos);
  }
  split_and_check(text);
  return 0;
}
