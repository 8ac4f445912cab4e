// What a GraphQL endpoint answered is data, errors or both, or it is refused with one of curl's codes.

#include "base/error.hpp"
#include "base/json.hpp"
#include "call/graphql.hpp"
#include "target.hpp"

#include <nlohmann/json.hpp>

using cauth::fuzz::require;

namespace {

void check(int status, std::string_view body) {
  try {
    const auto answer = cauth::call::read_graphql_answer({.status = status}, body);
    for (const auto& error : answer.errors) require(error.path.size() <= 4 * body.size());
    cauth::call::graphql_hint(answer.errors, "the ID token of alice");
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::transport && (error.detail == 8 || error.detail == 22));
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const int status : {200, 401}) check(status, cauth::fuzz::text_of(data, size));
  return 0;
}
