#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace cauth {

/// Where bytes go. Unlike std::ostream it has no state to forget about: what could not be written is thrown.
struct Sink {
  virtual ~Sink() = default;
  virtual void write(std::string_view bytes) = 0;
};

/// Where bytes come from.
struct Source {
  virtual ~Source() = default;
  /// Up to memory.size() bytes; 0 at the end.
  virtual std::size_t read(std::span<char> memory) = 0;
};

/// A descriptor as a Sink. A pipe whose reader has gone throws Error{transport, 23}, curl's "write error",
/// whose `code` is "EPIPE": main ends quietly on it.
class DescriptorSink : public Sink {
 public:
  explicit DescriptorSink(int descriptor) : descriptor_(descriptor) {}
  void write(std::string_view bytes) override;

 private:
  int descriptor_;
};

class DescriptorSource : public Source {
 public:
  explicit DescriptorSource(int descriptor) : descriptor_(descriptor) {}
  std::size_t read(std::span<char> memory) override;

 private:
  int descriptor_;
};

class StringSink : public Sink {
 public:
  void write(std::string_view bytes) override { text.append(bytes); }
  std::string text;
};

class StringSource : public Source {
 public:
  explicit StringSource(std::string text) : text_(std::move(text)) {}
  std::size_t read(std::span<char> memory) override;

 private:
  std::string text_;
  std::size_t at_ = 0;
};

/// The three streams of a process, and what is known of them.
struct Streams {
  Source& in;
  Sink& out;
  Sink& err;
  bool in_is_terminal = false;
  bool in_is_data = false;  ///< a pipe or a file: somebody meant us to read it
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool colour_out = false;  ///< out is a terminal, NO_COLOR is not set, TERM is not dumb
  bool colour_err = false;
};

/// Whether descriptor `number` is a terminal; whether it is a pipe, a file or a socket.
bool is_terminal(int number);
bool is_data(int number);

/// All of a source. Error{usage} past the limit; `name` says of what ("standard input").
std::string read_all(Source& source, std::size_t limit_bytes, std::string_view name);

template <class... Args>
void print(Sink& sink, fmt::format_string<Args...> format, Args&&... args) {
  sink.write(fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace cauth
