// What a browser brought, or a person pasted: a code, an Error of a kind that the terminal shows, or neither.
// Never a code without the right state.

#include "base/error.hpp"
#include "base/form.hpp"
#include "oauth/redirect.hpp"
#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto query = cauth::oauth::query_of_pasted(text);
  try {
    const auto code = cauth::oauth::code_in(query, "right");
    require(!code || (!code->empty() && cauth::form_value(query, "state") == "right"));
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::refused || error.category == cauth::Category::temporary);
    require(error.what_failed.find('\x1b') == std::string::npos);
  }
  return 0;
}
