#include "call/answer_files.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/plain_file.hpp"
#include "base/text.hpp"
#include "call/file_names.hpp"
#include "call/target.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace cauth::call {
namespace {

constexpr long kNotModified = 304;

Error no_name(std::string what) {
  Error error(Category::transport, std::move(what), "name a file with -o FILE");
  error.detail = curl_exit::kWriteError;
  return error;
}

std::filesystem::path in_output_folder(const Options& options, std::string name) {
  if (!options.output_folder || options.output_folder->empty()) return name;
  return *options.output_folder + '/' + name;
}

std::filesystem::path path_of(const PlannedTransfer& transfer, const Options& options) {
  std::string name = transfer.output ? *transfer.output : name_in_url(transfer.url);
  if (name.empty() && !(transfer.remote_name && options.name_from_answer)) {
    throw no_name(transfer.output ? "the name of the file is empty"
                                  : fmt::format("the path of \"{}\" ends without the name of a file",
                                                shown_address(transfer.url)));
  }
  return in_output_folder(options, std::move(name));
}

// A file that is begun at once, or standard output for "-".
Sink* open_beside(const std::string& name, bool append, std::unique_ptr<OutputFile>& file, Streams& io) {
  if (name == "-") return &io.out;
  file = std::make_unique<OutputFile>(name, Options::Clobber::always);
  if (append) {
    file->append();
  } else {
    file->finish();
  }
  return file.get();
}

}  // namespace

AnswerFiles::AnswerFiles(const PlannedTransfer& transfer, const Options& options, Streams& io,
                         bool append_heads)
    : options_(options) {
  open_body(transfer, io);
  if (options.dump_head) heads_ = open_beside(*options.dump_head, append_heads, heads_file_, io);
  if (options.etag_save) etag_ = open_beside(*options.etag_save, false, etag_file_, io);
}

void AnswerFiles::open_body(const PlannedTransfer& transfer, Streams& io) {
  body_ = &io.out;
  if (transfer.output == "-") return;
  if (!transfer.output && !transfer.remote_name) {
    if (io.out_is_terminal) body_ = &guard_.emplace(io.out);
    begin_to_resume(transfer);
    return;
  }
  takes_name_ = transfer.remote_name && options_.name_from_answer;
  const auto path = path_of(transfer, options_);
  if (options_.create_folders) make_folders_for(path);
  body_ = &file_.emplace(path, options_.clobber);
  begin_to_resume(transfer);
}

void AnswerFiles::begin_to_resume(const PlannedTransfer& transfer) {
  if (!options_.resume) return;
  resume_from_ = options_.resume->from;
  if (options_.resume->where_the_file_ends && transfer.upload) {
    resume_from_ = -1;  // how much the server has, libcurl cannot know: all of it is sent, as a range
  } else if (options_.resume->where_the_file_ends && file_) {
    resume_from_ = static_cast<std::int64_t>(size_of_file(file_->path()).value_or(0));
  }
  if (file_ && resume_from_ != 0) file_->append();
}

void AnswerFiles::take_head(const http::Response& head) {
  if (heads_ != nullptr) heads_->write(head.head_text);
  if (const auto* etag = head.headers.find("ETag"); etag_ != nullptr && etag != nullptr)
    etag_->write(*etag + '\n');
  const auto* disposition = head.headers.find("Content-Disposition");
  if (!takes_name_ || disposition == nullptr) return;
  if (auto name = name_in_disposition(*disposition)) {
    takes_name_ = false;
    file_->take_name(in_output_folder(options_, std::move(*name)));
  }
}

void AnswerFiles::begin_anew() {
  if (file_) file_->begin_anew();
}

void AnswerFiles::finish(const http::TransferInfo& info) {
  if (!file_) return;
  // Nothing new: what is in the file still holds.
  if (info.status == kNotModified && !file_->made()) return;
  file_->finish();
  if (options_.remote_time && info.file_time >= 0) set_time_of_file(file_->path(), info.file_time);
}

// Under the names that freedesktop.org's "Common Extended Attributes" give them; no user, no password.
bool AnswerFiles::note_origin(const http::TransferInfo& info, const std::string& referer) const {
  if (!file_ || !file_->made()) return true;
  const auto note = [&](const char* attribute, const std::string& value) {
    return value.empty() || note_on_file(file_->path(), attribute, value);
  };
  auto url = parse_url(info.effective_url);
  if (url) url->user_info.clear();
  return note("user.xdg.referrer.url", referer) && note("user.mime_type", info.content_type) &&
         note("user.xdg.origin.url", url ? url->text() : "");
}

void AnswerFiles::give_up() {
  if (file_ && options_.remove_on_error) file_->remove();
}

}  // namespace cauth::call
