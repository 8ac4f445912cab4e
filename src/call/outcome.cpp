#include "call/outcome.hpp"

#include <algorithm>

namespace cauth::call {

void add_request(Outcome& outcome, const http::Response& latest) {
  const http::TransferInfo sum = outcome.info;
  outcome.info = latest.transfer;
  http::TransferInfo& info = outcome.info;
  info.namelookup += sum.namelookup;
  info.connect += sum.connect;
  info.appconnect += sum.appconnect;
  info.pretransfer += sum.pretransfer;
  info.starttransfer += sum.starttransfer;
  info.total += sum.total;
  info.head_bytes += sum.head_bytes;
  info.request_bytes += sum.request_bytes;
  info.connects += sum.connects;
  outcome.redirect_time = sum.total;
  // libcurl's averages are over the whole transfer, redirects included.
  const auto microseconds = std::max<std::int64_t>(info.total.count(), 1);
  info.download_speed = info.download_bytes * 1'000'000 / microseconds;
  info.upload_speed = info.upload_bytes * 1'000'000 / microseconds;
  outcome.headers = latest.headers;
  outcome.header_count = latest.headers.fields().size();
  outcome.redirect_url = latest.redirect_url;
}

}  // namespace cauth::call
