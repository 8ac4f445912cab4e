#include "aws/shorthand.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::aws {
namespace {

std::string parsed(std::string_view text) {
  return json_text(parse_map(text, "--auth-parameters"));
}

std::string refusal(std::string_view text) {
  try {
    parse_map(text, "--auth-parameters");
  } catch (const Error& error) {
    CHECK(exit_code(error) == 2);
    CHECK_FALSE(error.hint.empty());
    return error.what_failed;
  }
  return "";
}

}  // namespace

// Each line and its meaning as awscli's ShorthandParser has it.
TEST_CASE("shorthand means what it means to the AWS CLI") {
  CHECK(parsed("a=b") == R"({"a":"b"})");
  CHECK(parsed("a=b,c=d") == R"({"a":"b","c":"d"})");
  CHECK(parsed("a=") == R"({"a":""})");
  CHECK(parsed("a=b,c=") == R"({"a":"b","c":""})");
  CHECK(parsed("a='b,c'") == R"({"a":"b,c"})");
  CHECK(parsed("a=\"b,c\",d=e") == R"({"a":"b,c","d":"e"})");
  CHECK(parsed("a='it\\'s'") == R"({"a":"it's"})");
  CHECK(parsed("a=\"x\\\"y\"") == R"({"a":"x\"y"})");
  CHECK(parsed("a='\\\\'") == R"({"a":"\\"})");
  CHECK(parsed("a=x\\\\") == R"({"a":"x\\\\"})");
  CHECK(parsed("a=b\\,c") == R"({"a":"b,c"})");
  CHECK(parsed("a=b=c") == R"({"a":"b=c"})");
  CHECK(parsed("a = b , c = d") == R"({"a":"b","c":"d"})");
  CHECK(parsed("a=b\n,c=d") == R"({"a":"b","c":"d"})");
  CHECK(parsed("PASSWORD=p@ss=w,USERNAME=u") == R"({"PASSWORD":"p@ss=w","USERNAME":"u"})");
  CHECK(parsed("PASSWORD=a b,USERNAME=u") == R"({"PASSWORD":"a b","USERNAME":"u"})");
  CHECK(parsed("PASSWORD='p]a{ss'") == R"({"PASSWORD":"p]a{ss"})");
  CHECK(parsed("SECRET_HASH=abc=,USERNAME=u") == R"({"SECRET_HASH":"abc=","USERNAME":"u"})");
  CHECK(parsed("userAttributes.name=J D,custom:x=1") == R"({"userAttributes.name":"J D","custom:x":"1"})");
  CHECK(parsed("PASSWORD=!-$#x&y;z") == R"({"PASSWORD":"!-$#x&y;z"})");
}

TEST_CASE("what the AWS CLI refuses is refused in one line that shows no value") {
  CHECK(refusal("a").find("no \"=\" after \"a\"") != std::string::npos);
  CHECK_FALSE(refusal("").empty());
  CHECK_FALSE(refusal("a=b,").empty());
  CHECK(refusal("a=b,a=c").find("\"a\" twice") != std::string::npos);
  CHECK(refusal("a='x").find("not closed") != std::string::npos);
  CHECK_FALSE(refusal("a='x'y").empty());
  CHECK_FALSE(refusal("PASSWORD=hunter2]").empty());
  const std::string comma = refusal("USERNAME=u,PASSWORD=hunter2,rest");
  CHECK(comma.find("a comma in the value of \"PASSWORD\"") != std::string::npos);
  for (const auto* text : {"PASSWORD=hunter2]", "PASSWORD='hunter2", "PASSWORD=hunter2,hunter3,X=1"})
    CHECK(refusal(text).find("hunter") == std::string::npos);
}

TEST_CASE("a JSON object is taken as it is") {
  CHECK(parsed(R"( {"USERNAME":"u","PASSWORD":"a,b"} )") == R"({"USERNAME":"u","PASSWORD":"a,b"})");
  CHECK_FALSE(refusal("[1]").empty());
  CHECK_FALSE(refusal("{\"a\":").empty());
}

TEST_CASE("file:// names a file with either form, and its last line end is no part of a value") {
  test::TempDir folder;
  write_private_file(folder / "p", "USERNAME=u,PASSWORD=x\n");
  CHECK(parsed("file://" + (folder / "p").string()) == R"({"USERNAME":"u","PASSWORD":"x"})");
  write_private_file(folder / "j", R"({"USERNAME":"u"})");
  CHECK(parsed("file://" + (folder / "j").string()) == R"({"USERNAME":"u"})");
  CHECK_THROWS_AS(parse_map("file://" + (folder / "none").string(), "--x"), Error);
  CHECK_THROWS_AS(parse_map("file://", "--x"), Error);
}

}  // namespace cauth::aws
