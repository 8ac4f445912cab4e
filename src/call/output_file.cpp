#include "call/output_file.hpp"

#include "base/error.hpp"

namespace cauth::call {

void OutputFile::open() {
  if (!file_.open()) file_ = create_output_file(path_);
}

void OutputFile::write(std::string_view bytes) {
  open();
  DescriptorSink(file_.get()).write(bytes);
}

void TerminalGuard::write(std::string_view bytes) {
  constexpr int kWriteError = 23;  // CURLE_WRITE_ERROR
  if (bytes.find('\0') != std::string_view::npos) {
    Error error(Category::transport, "the answer is binary and could upset your terminal",
                "write it to a file with -o FILE, or show it all the same with -o -");
    error.detail = kWriteError;
    throw error;
  }
  out_.write(bytes);
}

}  // namespace cauth::call
