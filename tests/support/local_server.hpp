#pragma once

#include "base/file.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace cauth::test {

/// A server on a free port of 127.0.0.1 that sends prepared bytes, one answer a connection, and keeps what it
/// was sent.
class LocalServer {
 public:
  /// Each connection gets the next answer, byte for byte, then its end. "" closes without a word.
  /// `before_answer` may wait for something.
  explicit LocalServer(std::vector<std::string> answers, std::function<void()> before_answer = {});
  LocalServer(const LocalServer&) = delete;
  LocalServer& operator=(const LocalServer&) = delete;
  ~LocalServer();

  std::string url() const;
  /// Requests as they came, head and body.
  std::vector<std::string> received();

 private:
  void serve();

  FileDescriptor listener_;
  int port_ = 0;
  std::vector<std::string> answers_;
  std::function<void()> before_answer_;
  std::mutex mutex_;
  std::vector<std::string> received_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

}  // namespace cauth::test
