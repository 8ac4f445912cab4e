#include "http/resumed_download.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::http {
namespace {

Response answer(int status, std::string name = {}, std::string value = {}) {
  Response head{.status = status};
  if (!name.empty()) head.headers.add(std::move(name), std::move(value));
  return head;
}

}  // namespace

TEST_CASE("a download goes on where the answer's range begins at the byte that was asked for") {
  CHECK(judge_resumed(answer(206, "Content-Range", "bytes 7-299/300"), 7) == ResumedDownload::goes_on);
  CHECK(judge_resumed(answer(206, "content-range", "7-299"), 7) == ResumedDownload::goes_on);
  CHECK(judge_resumed(answer(206, "Content-Range", "bytes 0-299/300"), 7) == ResumedDownload::refused);
  CHECK(judge_resumed(answer(206, "Content-Range", "bytes 77-299/300"), 7) == ResumedDownload::refused);
  CHECK(judge_resumed(answer(206, "Content-Range", "bytes"), 7) == ResumedDownload::refused);
  CHECK(judge_resumed(answer(200, "Content-Range", "bytes */300"), 7) == ResumedDownload::goes_on);
}

TEST_CASE("an answer without a range is no part of the file, unless there was nothing left") {
  CHECK(judge_resumed(answer(200), 7) == ResumedDownload::refused);
  CHECK(judge_resumed(answer(200, "Content-Length", "8"), 7) == ResumedDownload::refused);
  CHECK(judge_resumed(answer(200, "Content-Length", "7"), 7) == ResumedDownload::complete);
  CHECK(judge_resumed(answer(416, "Content-Range", "bytes */7"), 7) == ResumedDownload::complete);
}

}  // namespace cauth::http
