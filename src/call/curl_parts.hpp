#pragma once

#include "base/url.hpp"
#include "call/curl_line.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// Why a line may not simply be given a token.
struct Doubt {
  std::string what;  ///< "curl's -u brings credentials of its own"
  std::string hint;
};

/// What one set of curl's options asks for: the line, or what stands between two --next of it.
struct CurlPart {
  std::size_t begins_at_word = 0;  ///< where an option that counts for this part may be put
  std::vector<Url> urls;
  std::vector<std::string> headers;  ///< names of those that the line brings
  std::optional<std::string> no_proxy;
  std::optional<Doubt> doubt;    ///< the token could reach another origin, or meet credentials of the user's
  bool follows = false;          ///< -L
  bool leads_elsewhere = false;  ///< a proxy, --resolve or --connect-to decides which machine is asked
  bool local_socket = false;     ///< a Unix socket: no machine but this one is asked
  bool shows_headers = false;    ///< -v or a trace, which hold the token
};

/// What the options ask for, as far as it decides about the token. Error{usage} for an address that curl and
/// we might read differently, or that is none for a token.
std::vector<CurlPart> read_curl_parts(std::span<const CurlOption> options);

/// The doubt about a line that has the header already that a token would stand in.
Doubt doubt_about_own_header(std::string_view name);

/// What a doubt's hint says where naming the origin resolves it.
constexpr const char* kNameTheOrigin = "--origin URL names who may have the token";

/// The header that a token usually stands in.
constexpr std::string_view kUsualHeader = "Authorization";

}  // namespace cauth::call
