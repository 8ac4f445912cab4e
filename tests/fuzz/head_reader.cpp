// Header lines of any kind are taken in or refused as too many; what is known of a head is in its text.

#include "http/head_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cauth::http::HeadReader reader;
  try {
    for (const auto line : cauth::split(cauth::fuzz::text_of(data, size), '\n')) {
      reader.line(line);
      const auto& head = reader.response();
      require(!reader.complete() || head.status >= 200);
      for (const auto& [name, value] : head.headers.fields())
        require(head.head_text.find(name) != std::string::npos &&
                head.head_text.find(value) != std::string::npos);
    }
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::transport);
  }
  return 0;
}
