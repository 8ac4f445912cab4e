#pragma once

#include "base/secret.hpp"
#include "base/streams.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cauth::http {

/// A body that is read while it is sent, so that its length costs no memory. What `read` throws comes out of
/// `Transport::send`.
struct BodySource : Source {
  /// Back to the first byte. False: it was read from, and cannot be read again.
  virtual bool rewind() = 0;
  /// In bytes; nothing when it is not known before the end.
  virtual std::optional<std::uint64_t> size() const = 0;
};

/// A stream that can be read once and whose length nobody knows: standard input.
class OnceBody : public BodySource {
 public:
  explicit OnceBody(Source& source) : source_(source) {}
  std::size_t read(std::span<char> memory) override {
    touched_ = true;
    return source_.read(memory);
  }
  bool rewind() override { return !touched_; }
  std::optional<std::uint64_t> size() const override { return std::nullopt; }

 private:
  Source& source_;
  bool touched_ = false;
};

/// A part of multipart/form-data. Its content is one of `file`, `source`, `parts` and, without those,
/// `content`.
struct FormPart {
  std::string name;  ///< empty: none is sent
  SecretString content;
  std::string file;              ///< path; libcurl reads it while it is sent
  BodySource* source = nullptr;  ///< not owned
  std::vector<FormPart> parts;   ///< a multipart/mixed of their own
  /// Content-Type. Nothing: libcurl's guess by the name of the file.
  std::optional<std::string> type;
  /// The name to send for a file. Nothing: the name of `file` without its folders. Empty: none.
  std::optional<std::string> filename;
  std::string encoder;  ///< base64, quoted-printable, 7bit, 8bit, binary; empty: none
  std::vector<std::string> headers;
};

struct Form {
  std::vector<FormPart> parts;
  bool escape_with_backslash = false;  ///< quotes in names: \" instead of %22
};

}  // namespace cauth::http
