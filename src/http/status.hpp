#pragma once

/// Status codes of HTTP that decide something (RFC 9110 section 15).
namespace cauth::http::status {

inline constexpr int kOk = 200;
inline constexpr int kNoContent = 204;
inline constexpr int kFirstRedirect = 300;
inline constexpr int kMovedPermanently = 301;
inline constexpr int kFound = 302;
inline constexpr int kSeeOther = 303;
inline constexpr int kFirstFailure = 400;
inline constexpr int kBadRequest = 400;
inline constexpr int kUnauthorized = 401;
inline constexpr int kForbidden = 403;
inline constexpr int kNotFound = 404;
inline constexpr int kMethodNotAllowed = 405;
inline constexpr int kTooManyRequests = 429;
inline constexpr int kFirstServerError = 500;
inline constexpr int kInternalError = 500;
inline constexpr int kNotImplemented = 501;
inline constexpr int kBadGateway = 502;
inline constexpr int kGatewayTimeout = 504;

}  // namespace cauth::http::status
