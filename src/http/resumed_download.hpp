#pragma once

#include "http/message.hpp"

#include <cstdint>

namespace cauth::http {

/// -C: what an answer means to somebody who has the first bytes of the body already.
enum class ResumedDownload {
  goes_on,   ///< it begins where it was asked to
  complete,  ///< there is no more than what is there already
  refused    ///< the server sends no parts: CURLE_RANGE_ERROR
};

/// Judged here and not by libcurl, which gives up on a redirect that it is not told to follow, as if that
/// were the answer.
ResumedDownload judge_resumed(const Response& head, std::int64_t from);

}  // namespace cauth::http
