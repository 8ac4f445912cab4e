#pragma once

#include "base/error.hpp"

#include <string>

/// curl's exit statuses, which are libcurl's CURLcodes (curl(1), "EXIT CODES"): what Error::detail holds
/// where the category is transport, and what `call` ends with.
namespace cauth::curl_exit {

inline constexpr int kUnsupportedProtocol = 1;  // CURLE_UNSUPPORTED_PROTOCOL
inline constexpr int kMalformedUrl = 3;         // CURLE_URL_MALFORMAT
inline constexpr int kLastOfTheLine = 4;        // 1 to 4: what was typed is wrong
inline constexpr int kNoProxy = 5;              // CURLE_COULDNT_RESOLVE_PROXY
inline constexpr int kNoHost = 6;               // CURLE_COULDNT_RESOLVE_HOST
inline constexpr int kNoConnection = 7;         // CURLE_COULDNT_CONNECT
inline constexpr int kWeirdReply = 8;           // CURLE_WEIRD_SERVER_REPLY
inline constexpr int kPartialFile = 18;         // CURLE_PARTIAL_FILE
inline constexpr int kHttpError = 22;           // CURLE_HTTP_RETURNED_ERROR
inline constexpr int kWriteError = 23;          // CURLE_WRITE_ERROR
inline constexpr int kReadError = 26;           // CURLE_READ_ERROR
inline constexpr int kTimedOut = 28;            // CURLE_OPERATION_TIMEDOUT
inline constexpr int kTooManyRedirects = 47;    // CURLE_TOO_MANY_REDIRECTS
inline constexpr int kReceiveError = 56;        // CURLE_RECV_ERROR
inline constexpr int kTooLarge = 63;            // CURLE_FILESIZE_EXCEEDED

}  // namespace cauth::curl_exit

namespace cauth {

/// What ends with that status, one of curl_exit's.
Error transport_error(int exit_status, std::string what_failed, std::string hint = {});

}  // namespace cauth
