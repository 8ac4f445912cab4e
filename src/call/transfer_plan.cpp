#include "call/transfer_plan.hpp"

#include "base/error.hpp"

namespace cauth::call {
namespace {

Glob glob_of(const Options& options, const std::string& text) {
  return options.no_globbing ? Glob::literal(text) : Glob::parse(text);
}

}  // namespace

std::optional<PlannedTransfer> TransferPlan::next() {
  if (urls_) advance();
  while (!urls_) {
    if (group_ == line_.groups.size()) return std::nullopt;
    if (group().places.empty() || !group().places.front().url)
      throw usage_error("no address to call", "cauth call URL, or cauth call /path below the profile's api");
    if (place_ == group().places.size()) {
      ++group_;
      place_ = 0;
    } else if (!begin_place()) {
      ++place_;
      ++number_;
    }
  }
  return current();
}

// False: there is no address to go with the names of files.
bool TransferPlan::begin_place() {
  const Place& place = group().places[place_];
  if (!place.url) {
    if (!remarked_) remark_("there are more names of files than addresses; the rest is left out");
    remarked_ = true;
    return false;
  }
  uploads_.reset();
  if (place.upload) uploads_ = glob_of(group(), *place.upload);
  urls_ = glob_of(group(), *place.url);
  return true;
}

// All addresses for one file to upload, then for the next.
void TransferPlan::advance() {
  if (urls_->next()) return;
  if (uploads_ && uploads_->next()) return;
  urls_.reset();
  ++place_;
  ++number_;
}

PlannedTransfer TransferPlan::current() const {
  const Place& place = group().places[place_];
  PlannedTransfer transfer{.group = group_,
                           .place = number_,
                           .url = urls_->text(),
                           .output = {},
                           .remote_name = place.remote_name,
                           .upload = {}};
  if (place.output) transfer.output = *place.output == "-" ? "-" : urls_->fill(*place.output);
  if (uploads_) transfer.upload = uploads_->text();
  return transfer;
}

}  // namespace cauth::call
