#pragma once

#include "base/file.hpp"
#include "base/streams.hpp"

#include <filesystem>
#include <optional>

namespace cauth::call {

/// The file of -o. It is made when the first byte comes: a request that fails leaves an older file alone.
class OutputFile : public Sink {
 public:
  explicit OutputFile(std::filesystem::path path) : path_(std::move(path)) {}
  void write(std::string_view bytes) override;
  /// After a whole answer: an empty body makes an empty file.
  void finish() { open(); }

 private:
  void open();

  std::filesystem::path path_;
  FileDescriptor file_;
};

/// Standard output at a terminal: refuses what is no text, as curl does. Error{transport, 23}.
class TerminalGuard : public Sink {
 public:
  explicit TerminalGuard(Sink& out) : out_(out) {}
  void write(std::string_view bytes) override;

 private:
  Sink& out_;
};

}  // namespace cauth::call
