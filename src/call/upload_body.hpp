#pragma once

#include "base/plain_file.hpp"
#include "http/body.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace cauth::call {

/// A file as a body. Error{transport, 26} when it cannot be read.
class FileBody : public http::BodySource {
 public:
  explicit FileBody(const std::filesystem::path& path) : file_(path) {}
  std::size_t read(std::span<char> memory) override {
    touched_ = true;
    return file_.read(memory);
  }
  bool rewind() override { return !touched_ || file_.rewind(); }
  std::optional<std::uint64_t> size() const override { return file_.size(); }

 private:
  FileSource file_;
  bool touched_ = false;
};

}  // namespace cauth::call
