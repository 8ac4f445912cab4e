#pragma once

#include "base/streams.hpp"
#include "call/options.hpp"
#include "call/output_file.hpp"
#include "call/transfer_plan.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace cauth::call {

/// Where the parts of one answer go: its body (-o, -O, -J, -C), its heads (-D), its ETag (--etag-save).
class AnswerFiles {
 public:
  /// `append_heads`: an earlier request of the group has begun the file of -D. Error{transport, 23} for a
  /// file that cannot be written.
  AnswerFiles(const PlannedTransfer& transfer, const Options& options, Streams& io, bool append_heads);

  /// The body, and heads where they are asked for.
  Sink& body() { return *body_; }
  /// Each head that shows.
  void take_head(const http::Response& head);
  /// Bytes that are there already: -C. 0: none; -1: those that a server has of an upload.
  std::int64_t resume_from() const { return resume_from_; }

  void begin_anew();
  /// After a whole answer.
  void finish(const http::TransferInfo& info);
  /// --xattr, after finish. False when the file cannot keep them.
  bool note_origin(const http::TransferInfo& info, const std::string& referer) const;
  /// After one that failed.
  void give_up();
  /// Empty for standard output.
  std::string name() const { return file_ ? file_->path().string() : ""; }

 private:
  void open_body(const PlannedTransfer& transfer, Streams& io);
  void begin_to_resume(const PlannedTransfer& transfer);

  const Options& options_;
  bool takes_name_ = false;  // -J, and no answer has given one yet
  std::int64_t resume_from_ = 0;
  std::optional<OutputFile> file_;
  std::optional<TerminalGuard> guard_;
  Sink* body_ = nullptr;
  std::unique_ptr<OutputFile> heads_file_, etag_file_;
  Sink* heads_ = nullptr;
  Sink* etag_ = nullptr;
};

}  // namespace cauth::call
