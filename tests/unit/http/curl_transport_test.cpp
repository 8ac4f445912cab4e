#include "http/curl_transport.hpp"

#include "base/error.hpp"
#include "support/contains.hpp"
#include "support/local_server.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <stdexcept>
#include <vector>

namespace cauth::http {
namespace {

using test::contains;

constexpr std::size_t kLimit = 65536;

int failure_of(Transport& transport, const Request& request) {
  try {
    send_small(transport, request, kLimit);
  } catch (const Error& error) {
    return exit_code(error);
  }
  return 0;
}

}  // namespace

TEST_CASE("a request goes out with its method, headers and body, and the answer comes back in parts") {
  test::LocalServer server({"HTTP/1.1 201 Created\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok"});
  const auto transport = open_curl_transport();
  Request request{.method = "PUT", .url = server.url() + "/a?b=c", .body = SecretString("data")};
  request.headers.add("X-Full", "yes");
  request.headers.add("X-Empty", "");
  request.removed_headers = {"Accept"};
  request.user_agent = "cauth/test";
  const auto answer = send_small(*transport, request, kLimit);
  CHECK(answer.head.status == 201);
  CHECK(*answer.head.headers.find("x-a") == "1");
  CHECK(answer.body == "ok");
  CHECK(answer.head.effective_url == server.url() + "/a?b=c");

  const std::string sent = server.received().at(0);
  CHECK(sent.starts_with("PUT /a?b=c HTTP/1.1\r\n"));
  CHECK(contains(sent, "\r\nX-Full: yes\r\n"));
  CHECK(contains(sent, "\r\nX-Empty:\r\n"));
  CHECK(contains(sent, "\r\nUser-Agent: cauth/test\r\n"));
  CHECK_FALSE(contains(sent, "\r\nAccept:"));
  CHECK(sent.ends_with("\r\n\r\ndata"));
}

TEST_CASE("libcurl's other protocols are not for us, whatever an address says") {
  const test::TempDir folder;
  std::ofstream(folder / "file") << "text";
  const auto transport = open_curl_transport();
  for (const auto& url : {"file://" + (folder / "file").string(), std::string("ftp://127.0.0.1:1/"),
                          std::string("gopher://127.0.0.1:1/")}) {
    CAPTURE(url);
    CHECK(failure_of(*transport, {.url = url}) == exit_code(usage_error("")));
  }
}

TEST_CASE("nothing of one request is left in the next") {
  const std::string answer = "HTTP/1.1 204 No Content\r\n\r\n";
  test::LocalServer server({answer, answer});
  const auto transport = open_curl_transport();
  Request first{.method = "POST",
                .url = server.url(),
                .body = SecretString("x"),
                .basic_credentials = SecretString("u:p")};
  first.headers.add("X-First", "1");
  send_small(*transport, first, kLimit);
  send_small(*transport, {.url = server.url()}, kLimit);
  const auto sent = server.received();
  CHECK(contains(sent.at(0), "Authorization: Basic dTpw"));
  CHECK(sent.at(1).starts_with("GET / "));
  CHECK_FALSE(contains(sent.at(1), "X-First"));
  CHECK_FALSE(contains(sent.at(1), "Authorization"));
}

TEST_CASE("a redirect is an answer that says where it leads") {
  test::LocalServer server({"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"});
  const auto answer = send_small(*open_curl_transport(), {.url = server.url() + "/first"}, kLimit);
  CHECK(answer.head.status == 302);
  CHECK(answer.head.redirect_url == server.url() + "/next");
}

TEST_CASE("HEAD reads no body although a length is announced") {
  test::LocalServer server({"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"});
  const auto answer = send_small(*open_curl_transport(),
                                 {.method = "HEAD", .url = server.url(), .no_body_expected = true}, kLimit);
  CHECK(answer.head.status == 200);
  CHECK(server.received().at(0).starts_with("HEAD / "));
}

TEST_CASE("a connection that says nothing, a cut body and a closed port have curl's codes") {
  const auto transport = open_curl_transport();
  std::string closed;
  {
    test::LocalServer server({"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"});
    CHECK(failure_of(*transport, {.url = server.url()}) == 52);
    CHECK(failure_of(*transport, {.url = server.url()}) == 18);
    closed = server.url();
  }
  CHECK(failure_of(*transport, {.url = closed}) == 7);
}

TEST_CASE("loopback is reached directly whatever the proxy") {
  test::LocalServer server({"HTTP/1.1 204 No Content\r\n\r\n"});
  const auto answer =
      send_small(*open_curl_transport(), {.url = server.url(), .proxy = "http://192.0.2.1:9"}, kLimit);
  CHECK(answer.head.status == 204);
}

TEST_CASE("a header cannot smuggle another one in") {
  const auto transport = open_curl_transport();
  Request request{.url = "http://127.0.0.1:9/"};
  request.headers.add("X-A", "1\r\nX-B: 2");
  CHECK(failure_of(*transport, request) == 2);
}

TEST_CASE("what a sink throws comes out of send as it is") {
  struct Refusing : BodySink {
    bool on_response(const Response&) override { throw usage_error("not this one"); }
    void on_bytes(std::string_view) override {}
  } sink;
  test::LocalServer server({"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
  const auto transport = open_curl_transport();
  CHECK_THROWS_WITH_AS(transport->send({.url = server.url()}, sink), "not this one", Error);
}

TEST_CASE("a body that is not wanted is thrown away") {
  struct Unwilling : BodySink {
    bool on_response(const Response&) override { return false; }
    void on_bytes(std::string_view) override { throw std::logic_error("it was not wanted"); }
  } sink;
  test::LocalServer server({"HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"});
  CHECK(open_curl_transport()->send({.url = server.url()}, sink).status == 401);
}

namespace {

// Keeps what it is told.
struct Witness : BodySink, ProgressSink {
  bool on_response(const Response& head) override {
    statuses.push_back(head.status);
    return true;
  }
  void on_bytes(std::string_view bytes) override { body += bytes; }
  void on_end(const Response& response) override { ends.push_back(response); }
  void on_progress(const Progress& progress) override { last = progress; }

  std::vector<int> statuses;
  std::string body;
  std::vector<Response> ends;
  Progress last;
};

}  // namespace

TEST_CASE("an answer comes with all that is known of its transfer") {
  test::LocalServer server(
      {"HTTP/1.1 200 OK\r\nContent-Type: text/x\r\nContent-Length: 2\r\n"
       "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nok"});
  Witness witness;
  const Request request{
      .method = "PATCH", .url = server.url() + "/x", .body = SecretString("abc"), .progress = &witness};
  const Response answer = open_curl_transport()->send(request, witness);
  const TransferInfo& info = answer.transfer;
  CHECK(info.status == 200);
  CHECK(info.http_version == 11);
  CHECK(info.effective_method == "PATCH");
  CHECK(info.effective_url == server.url() + "/x");
  CHECK(info.content_type == "text/x");
  CHECK(info.download_bytes == 2);
  CHECK(info.upload_bytes == 3);
  CHECK(info.head_bytes == static_cast<std::int64_t>(answer.head_text.size()));
  CHECK(info.request_bytes > 0);
  CHECK(info.file_time == 784111777);
  CHECK(info.connects == 1);
  CHECK(info.remote_ip == "127.0.0.1");
  CHECK(info.local_ip == "127.0.0.1");
  CHECK(server.url().ends_with(":" + std::to_string(info.remote_port)));
  CHECK(info.local_port > 0);
  CHECK(info.total >= info.starttransfer);
  CHECK(info.starttransfer >= info.connect);
  CHECK(info.connect.count() > 0);
  CHECK(witness.last.downloaded == 2);
  CHECK(witness.last.uploaded == 3);
  REQUIRE(witness.ends.size() == 1);
  CHECK(witness.ends[0].status == 200);
}

TEST_CASE("a sink is told of the end of a transfer that failed, too") {
  test::LocalServer server({"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"});
  const auto transport = open_curl_transport();
  Witness cut, refused;
  CHECK_THROWS_AS(transport->send({.url = server.url()}, cut), Error);
  REQUIRE(cut.ends.size() == 1);
  CHECK(cut.ends[0].transfer.status == 200);
  CHECK(cut.ends[0].transfer.download_bytes == 3);
  CHECK_THROWS_AS(transport->send({.url = "http://127.0.0.1:1/"}, refused), Error);
  REQUIRE(refused.ends.size() == 1);
  CHECK(refused.ends[0].transfer.status == 0);
}

TEST_CASE("what a progress sink throws comes out of send as it is") {
  struct Unwilling : ProgressSink {
    void on_progress(const Progress&) override { throw usage_error("enough"); }
  } progress;
  test::LocalServer server({"HTTP/1.1 204 No Content\r\n\r\n"});
  CHECK_THROWS_WITH_AS(
      send_small(*open_curl_transport(), {.url = server.url(), .progress = &progress}, kLimit), "enough",
      Error);
}

TEST_CASE("libcurl answers a Digest challenge, and both heads are shown") {
  test::LocalServer server(
      {"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"
       "Content-Length: 2\r\nConnection: close\r\n\r\nno",
       "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes"});
  Request request{.url = server.url(), .basic_credentials = SecretString("u:p")};
  request.options.push_back(curl_option(find_curl_option("--digest").value(), ""));
  Witness witness;
  CHECK(open_curl_transport()->send(request, witness).status == 200);
  CHECK(witness.statuses == std::vector{401, 200});
  CHECK(witness.body == "yes");
  CHECK(contains(server.received().at(1), "Authorization: Digest username=\"u\""));
}

TEST_CASE("cookies come from files, are kept for the next request, and go into the jar") {
  const test::TempDir folder;
  const std::string stored = folder.path() / "stored", jar = folder.path() / "jar";
  std::ofstream(stored) << "127.0.0.1\tFALSE\t/\tFALSE\t0\told\t1\n";
  const std::string answer =
      "HTTP/1.1 200 OK\r\nSet-Cookie: old=2; path=/\r\nContent-Length: 0\r\n"
      "Connection: close\r\n\r\n";
  test::LocalServer server({answer, answer, answer});
  const auto transport = open_curl_transport();
  const Request request{.url = server.url(),
                        .cookies = Cookies{.data = "mine=0", .files = {stored}, .jar = jar}};
  send_small(*transport, request, 0);
  send_small(*transport, request, 0);
  send_small(*transport, {.url = server.url()}, 0);
  const auto sent = server.received();
  CHECK(contains(sent.at(0), "\r\nCookie: old=1; mine=0\r\n"));
  CHECK(contains(sent.at(1), "\r\nCookie: old=2; mine=0\r\n"));
  CHECK_FALSE(contains(sent.at(2), "Cookie"));
  std::ifstream written(jar);
  const std::string text{std::istreambuf_iterator<char>(written), std::istreambuf_iterator<char>()};
  CHECK(contains(text, "\told\t2\n"));
}

}  // namespace cauth::http
