#include "http/curl_request_body.hpp"

#include "base/error.hpp"
#include "http/curl_transport.hpp"
#include "support/contains.hpp"
#include "support/local_server.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace cauth::http {
namespace {

using test::contains;

constexpr const char* kNoContent = "HTTP/1.1 204 No Content\r\n\r\n";

// A text that can be read again, and says its size where `sized`.
class TextBody : public BodySource {
 public:
  explicit TextBody(std::string text, bool sized = true) : text_(std::move(text)), sized_(sized) {}
  std::size_t read(std::span<char> memory) override {
    const std::size_t count = std::min(memory.size(), text_.size() - at_);
    text_.copy(memory.data(), count, at_);
    at_ += count;
    return count;
  }
  bool rewind() override {
    at_ = 0;
    return true;
  }
  std::optional<std::uint64_t> size() const override {
    return sized_ ? std::optional<std::uint64_t>(text_.size()) : std::nullopt;
  }

 private:
  std::string text_;
  bool sized_;
  std::size_t at_ = 0;
};

std::string sent(Request request) {
  test::LocalServer server({kNoContent});
  request.url = server.url() + "/up";
  request.removed_headers = {"Expect"};
  send_small(*open_curl_transport(), request, 0);
  return server.received().at(0);
}

int failure_without_answer(Transport& transport, const Request& request) {
  try {
    send_small(transport, request, 0);
  } catch (const Error& error) {
    return exit_code(error);
  }
  return 0;
}

}  // namespace

TEST_CASE("a stream is put up as -T does it, with its length or in chunks") {
  TextBody sized("hello"), unsized("hello", false);
  const std::string put = sent({.method = "PUT", .stream = &sized, .upload = true});
  CHECK(put.starts_with("PUT /up HTTP/1.1\r\n"));
  CHECK(contains(put, "\r\nContent-Length: 5\r\n"));
  CHECK_FALSE(contains(put, "Content-Type"));
  CHECK(put.ends_with("\r\n\r\nhello"));
  const std::string chunked = sent({.method = "PUT", .stream = &unsized, .upload = true});
  CHECK(contains(chunked, "\r\nTransfer-Encoding: chunked\r\n"));
  CHECK(chunked.ends_with("\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
}

TEST_CASE("a stream is posted as -d does it") {
  TextBody body("a=1");
  const std::string post = sent({.method = "POST", .stream = &body});
  CHECK(post.starts_with("POST /up HTTP/1.1\r\n"));
  CHECK(contains(post, "\r\nContent-Type: application/x-www-form-urlencoded\r\n"));
  CHECK(post.ends_with("\r\n\r\na=1"));
}

TEST_CASE("a stream is sent from its begin each time; one that cannot be is not sent twice") {
  test::LocalServer server({kNoContent, kNoContent, kNoContent});
  const auto transport = open_curl_transport();
  TextBody again("hello");
  const Request repeated{
      .method = "PUT", .url = server.url(), .removed_headers = {"Expect"}, .stream = &again, .upload = true};
  send_small(*transport, repeated, 0);
  send_small(*transport, repeated, 0);
  CHECK(server.received().at(1).ends_with("\r\n\r\nhello"));

  StringSource input("once");
  OnceBody once(input);
  const Request single{
      .method = "PUT", .url = server.url(), .removed_headers = {"Expect"}, .stream = &once, .upload = true};
  CHECK(failure_without_answer(*transport, single) == 0);
  CHECK(failure_without_answer(*transport, single) == CURLE_SEND_FAIL_REWIND);
}

TEST_CASE("-C leaves out what is there already, either way") {
  TextBody body("0123456789");
  const std::string put = sent({.method = "PUT", .stream = &body, .upload = true, .resume_from = 4});
  CHECK(contains(put, "\r\nContent-Range: bytes 4-9/10\r\n"));
  CHECK(put.ends_with("\r\n\r\n456789"));
  CHECK(contains(sent({.resume_from = 4}), "\r\nRange: bytes=4-\r\n"));
}

TEST_CASE("a form has its parts with names, types and contents") {
  const test::TempDir folder;
  std::ofstream(folder.path() / "cat.png") << "meow";
  TextBody streamed("from a stream");
  Form form;
  form.parts.push_back({.name = "plain", .content = SecretString("a & b")});
  form.parts.push_back({.name = "file", .file = folder.path() / "cat.png"});
  form.parts.push_back(
      {.name = "named", .file = folder.path() / "cat.png", .type = "text/x", .filename = "dog \"1\""});
  form.parts.push_back({.name = "streamed",
                        .source = &streamed,
                        .filename = "stdin.txt",
                        .encoder = "base64",
                        .headers = {"X-A: 1"}});
  form.parts.emplace_back();
  form.parts.back().parts.push_back({.name = "inner", .content = SecretString("i")});
  const std::string post = sent({.method = "POST", .form = &form});
  CHECK(contains(post, "\r\nContent-Type: multipart/form-data; boundary="));
  CHECK(contains(post, "Content-Disposition: form-data; name=\"plain\"\r\n\r\na & b\r\n"));
  CHECK(contains(post, "name=\"file\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\nmeow\r\n"));
  CHECK(contains(post, "name=\"named\"; filename=\"dog %221%22\"\r\nContent-Type: text/x\r\n\r\nmeow\r\n"));
  CHECK(contains(post,
                 "filename=\"stdin.txt\"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
                 "base64\r\nX-A: 1\r\n\r\nZnJvbSBhIHN0cmVhbQ==\r\n"));
  CHECK(contains(post, "\r\nContent-Type: multipart/mixed; boundary="));
}

TEST_CASE("a file of a form that is not there is curl's read error") {
  Form form;
  form.parts.push_back({.name = "file", .file = "/nonexistent/x"});
  const auto transport = open_curl_transport();
  CHECK(failure_without_answer(*transport, {.method = "POST", .url = "http://127.0.0.1:9/", .form = &form}) ==
        CURLE_READ_ERROR);
}

TEST_CASE("what a source throws comes out of send as it is") {
  struct Broken : BodySource {
    std::size_t read(std::span<char>) override { throw usage_error("the disk is on fire"); }
    bool rewind() override { return true; }
    std::optional<std::uint64_t> size() const override { return 5; }
  } broken;
  CHECK_THROWS_WITH_AS(sent({.method = "PUT", .stream = &broken, .upload = true}), "the disk is on fire",
                       Error);
}

}  // namespace cauth::http
