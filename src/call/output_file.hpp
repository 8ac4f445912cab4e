#pragma once

#include "base/file.hpp"
#include "base/streams.hpp"
#include "call/options.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cauth::call {

/// The file of -o or -O. It is made when the first byte comes: a request that fails leaves an older file
/// alone. Error{transport, 23} when it cannot be written.
class OutputFile : public Sink {
 public:
  OutputFile(std::filesystem::path path, Options::Clobber clobber)
      : path_(std::move(path)), clobber_(clobber) {}

  /// -C: made or opened at once, and written at its end.
  void append();
  /// The name that the answer gives; from now on a file that is there already is not overwritten unless
  /// --clobber says so. Made at once, as curl does.
  void take_name(std::filesystem::path path);

  void write(std::string_view bytes) override;
  /// After a whole answer: an empty body makes an empty file.
  void finish() { open(); }
  /// Before another try: what came so far is thrown away.
  void begin_anew();
  void remove();

  bool made() const { return file_.open(); }
  /// Under which name it was made, or will be.
  const std::filesystem::path& path() const { return path_; }

 private:
  void open();
  FileDescriptor make();
  FileDescriptor make_under_free_name();

  std::filesystem::path path_;
  Options::Clobber clobber_;
  bool named_by_answer_ = false;
  FileDescriptor file_;
  std::uint64_t begin_ = 0;  // what the file held before
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
