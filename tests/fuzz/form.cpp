// A value of -F, and another within its parts, is a form, or an Error of kind usage says why it is none.

#include "base/error.hpp"
#include "call/form_syntax.hpp"
#include "target.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(cauth::fuzz::text_of(data, size));
  // A file of headers is not for a fuzzer to open.
  if (text.find('@') != std::string::npos || text.find('<') != std::string::npos) return 0;
  cauth::StringSource in("");
  std::vector<cauth::call::FormField> fields;
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    fields.push_back({.text = text.substr(at, end - at), .literal = false});
    at = end + 1;
  }
  try {
    const auto form = cauth::call::read_form(fields, {.in = in, .remark = [](std::string_view) {}});
    require(form.parts.size() <= fields.size());
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage && !error.what_failed.empty());
  }
  return 0;
}
