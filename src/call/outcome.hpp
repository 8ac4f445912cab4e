#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <string>

namespace cauth::call {

/// What came of one transfer, redirects included: all that -w can show.
struct Outcome {
  http::TransferInfo info;  ///< of the last request; sizes of heads, times and connections are of all of them
  http::Headers headers;    ///< of the last answer
  std::size_t header_count = 0;  ///< lines of its head
  std::string url;               ///< as it was asked for
  std::size_t url_number = 0;    ///< which of the line's addresses, from 0
  std::string file;              ///< that the body went into; empty for none
  std::string method;            ///< of the last request
  std::string redirect_url;      ///< where the last answer leads, and -L did not go
  std::string referer;
  int redirects = 0;
  http::TransferInfo::Time redirect_time{0};
  int exit = 0;
  std::string error;  ///< empty when `exit` is 0
};

/// Takes in one more request of the transfer: what was summed up so far, and `latest` for the rest.
void add_request(Outcome& outcome, const http::Response& latest);

}  // namespace cauth::call
