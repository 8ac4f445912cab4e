#include "call/form_syntax.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

struct FormReading {
  std::string input;
  std::vector<std::string> remarks;

  http::Form read(const std::vector<std::string>& fields, bool literal = false) {
    StringSource in(input);
    std::vector<FormField> typed;
    for (const auto& text : fields) typed.push_back({.text = text, .literal = literal});
    return read_form(typed,
                     {.in = in, .remark = [this](std::string_view text) { remarks.emplace_back(text); }});
  }
};

http::FormPart part_of(const std::string& field, bool literal = false) {
  http::Form form = FormReading().read({field}, literal);
  REQUIRE(form.parts.size() == 1);
  return std::move(form.parts[0]);
}

int refusal(const std::vector<std::string>& fields) {
  try {
    FormReading().read(fields);
  } catch (const Error& error) {
    return exit_code(error);
  }
  return 0;
}

}  // namespace

TEST_CASE("a text, with what is said about it") {
  const auto part =
      part_of("name=some text;type=text/x-a; charset=b;filename=c.txt;encoder=base64;headers=X-A: 1");
  CHECK(part.name == "name");
  CHECK(part.content.reveal() == "some text");
  CHECK(part.type == "text/x-a; charset=b");
  CHECK(part.filename == "c.txt");
  CHECK(part.encoder == "base64");
  CHECK(part.headers == std::vector<std::string>{"X-A: 1"});
}

TEST_CASE("--form-string takes everything as it stands") {
  const auto part = part_of("a=@b;type=c=d", true);
  CHECK(part.content.reveal() == "@b;type=c=d");
  CHECK_FALSE(part.type);
}

TEST_CASE("a file is one part, several files are parts of one") {
  const auto one = part_of("a=@dir/file;filename=\"x;y\\\"z\"");
  CHECK(one.file == "dir/file");
  CHECK(one.filename == "x;y\"z");
  const auto several = part_of("a=@one;type=t/u,\"two,2\" ,three");
  CHECK(several.name == "a");
  REQUIRE(several.parts.size() == 3);
  CHECK(several.parts[0].type == "t/u");
  CHECK(several.parts[1].file == "two,2");
  CHECK(several.parts[2].file == "three");
}

TEST_CASE("a file's text has no name of a file") {
  const auto part = part_of("a=<file;type=t/u");
  CHECK(part.file == "file");
  CHECK(part.filename == "");
}

TEST_CASE("standard input is a part like a file, or a text") {
  FormReading reading;
  reading.input = "typed";
  const auto file = reading.read({"a=@-"});
  CHECK(file.parts[0].content.reveal() == "typed");
  CHECK(file.parts[0].filename == "-");
  const auto text = reading.read({"a=<-"});
  CHECK(text.parts[0].content.reveal() == "typed");
  CHECK_FALSE(text.parts[0].filename);
}

TEST_CASE("parts within parts") {
  const auto form = FormReading().read(
      {"outer=(;type=multipart/alternative", "=one", "inner=(", "=two", "=)", "=)", "last=3"});
  REQUIRE(form.parts.size() == 2);
  CHECK(form.parts[0].type == "multipart/alternative");
  REQUIRE(form.parts[0].parts.size() == 2);
  CHECK(form.parts[0].parts[1].name == "inner");
  CHECK(form.parts[0].parts[1].parts[0].content.reveal() == "two");
  CHECK(form.parts[1].name == "last");
}

TEST_CASE("headers of a file: comments are left out, continued lines joined") {
  test::TempDir folder;
  write_private_file(folder / "headers", "# comment\nX-A: 1\n  and more\r\n\nX-B: 2\n");
  const auto part = part_of("a=b;headers=@" + (folder / "headers").string());
  CHECK(part.headers == std::vector<std::string>{"X-A: 1 and more", "X-B: 2"});
}

TEST_CASE("what is odd is remarked upon, what is wrong refused") {
  FormReading reading;
  CHECK(reading.read({"a=b;nonsense=1"}).parts[0].content.reveal() == "b");
  CHECK(reading.remarks.size() == 1);
  for (const auto* field : {"no-equals", "=)", "a=b;type=nonsense"}) {
    CAPTURE(field);
    CHECK(refusal({field}) == 2);
  }
  CHECK(refusal(std::vector<std::string>(100, "=(")) == 2);
}

}  // namespace cauth::call
