#include "cli/output_text.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string_view>

using namespace cauth;

namespace {

struct TextCase {
  std::string_view json, text;
};

}  // namespace

// The texts are what the AWS CLI (1.45) prints.
TEST_CASE("text is laid out as by the AWS CLI") {
  for (
      const TextCase& expected : std::initializer_list<TextCase>{
          {R"q({"AuthenticationResult":{"IdToken":"abc","ExpiresIn":3600,"AccessToken":"def"},"ChallengeParameters":{}})q",
           "AUTHENTICATIONRESULT\tdef\t3600\tabc\n"},
          {R"q({"User":{"Username":"alice","Enabled":true,"Nothing":null,"Attributes":[{"Name":"email","Value":"a@x"},{"Name":"sub"}]}})q",
           "USER\tTrue\tNone\talice\nATTRIBUTES\temail\ta@x\nATTRIBUTES\tsub\t\n"},
          {R"q(["a","b",1,null,false])q", "a\tb\t1\tNone\tFalse\n"},
          {R"q([["a","b"],["c"]])q", "a\tb\nc\n"},
          {R"q([{"a":1,"b":{"c":2}},{"b":{"c":3},"z":"x"}])q", "1\t\nB\t2\n\tx\nB\t3\n"},
          {R"q({"Groups":["one","two"],"Empty":[]})q", "GROUPS\tone\nGROUPS\ttwo\n"},
          {R"q("plain")q", "plain\n"},
          {R"q(null)q", "None\n"},
          {R"q([])q", ""},
          {R"q({})q", ""},
          {R"q(true)q", "True\n"},
          {R"q(1.5)q", "1.5\n"},
          {R"q([1,["a","b"],2])q", "1\t2\na\tb\n"},
          {R"q({"m":{"k":[["a","b"],["c"]]}})q", "K\ta\nK\tb\nK\tc\n"},
      }) {
    CAPTURE(expected.json);
    const auto value = parse_json(expected.json);
    REQUIRE(value);
    CHECK(cli::text_of(*value) == expected.text);
  }
}
