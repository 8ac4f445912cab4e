#include "call/output_file.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/plain_file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::call {
namespace {

Error write_error(std::string what, std::string hint = {}) {
  Error error(Category::transport, std::move(what), std::move(hint));
  error.detail = curl_exit::kWriteError;
  return error;
}

}  // namespace

void OutputFile::append() {
  begin_ = size_of_file(path_).value_or(0);
  file_ = std::move(*open_to_write(path_, Opening::append));
}

void OutputFile::take_name(std::filesystem::path path) {
  if (made()) throw write_error("the answer named its file too late");
  path_ = std::move(path);
  named_by_answer_ = true;
  open();
}

void OutputFile::open() {
  if (!made()) file_ = make();
}

FileDescriptor OutputFile::make() {
  const bool overwrite =
      clobber_ == Options::Clobber::always || (clobber_ == Options::Clobber::usual && !named_by_answer_);
  if (overwrite) return std::move(*open_to_write(path_, Opening::anew));
  if (auto file = open_to_write(path_, Opening::fresh)) return std::move(*file);
  if (clobber_ == Options::Clobber::never) return make_under_free_name();
  throw write_error(fmt::format("\"{}\" is there already", printable(path_.string())),
                    "--clobber overwrites it, --no-clobber finds another name");
}

FileDescriptor OutputFile::make_under_free_name() {
  constexpr int kMostNames = 100;
  for (int number = 1; number < kMostNames; ++number) {
    std::filesystem::path path = path_;
    path += fmt::format(".{}", number);
    if (auto file = open_to_write(path, Opening::fresh)) {
      path_ = std::move(path);
      return std::move(*file);
    }
  }
  throw write_error(
      fmt::format("\"{0}\" and \"{0}.1\" to \"{0}.99\" are there already", printable(path_.string())));
}

void OutputFile::write(std::string_view bytes) {
  open();
  DescriptorSink(file_.get()).write(bytes);
}

void OutputFile::begin_anew() {
  if (made()) cut_file(file_, begin_);
}

void OutputFile::remove() {
  if (made()) remove_file(path_);
}

void TerminalGuard::write(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) {
    throw write_error("the answer is binary and could upset your terminal",
                      "write it to a file with -o FILE, or show it all the same with -o -");
  }
  out_.write(bytes);
}

}  // namespace cauth::call
