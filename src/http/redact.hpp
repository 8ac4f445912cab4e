#pragma once

#include "base/streams.hpp"
#include "http/message.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace cauth::http {

/// Says what a token is ("id token of alice, expires in 12m, sha256 3f9c…"), or nothing. The caller's part:
/// this layer does not read tokens.
using Describe = std::function<std::string(std::string_view token)>;

/// A header line ("Authorization: Bearer eyJ…") with what is secret replaced by what it is: credentials,
/// cookies, API keys, and whatever looks like a token in any header.
std::string redact_header(std::string_view line, const Describe& describe);

/// Free text with everything that looks like a token replaced.
std::string redact_tokens(std::string_view text, const Describe& describe);

/// A line of libcurl's own words, in which HTTP/2 headers stand in brackets.
std::string redact_text(std::string_view line, const Describe& describe);

/// A JSON body with the members replaced whose names speak of secrets (password, secret, token, session,
/// code, key); "[123 bytes]" for a body that is not JSON.
std::string redact_json(std::string_view body, const Describe& describe);

/// What -v shows, on `err`: `*` text, `>` and `<` header lines, as curl does.
class VerboseTrace : public Trace {
 public:
  struct Options {
    Describe describe;
    bool show_secrets = false;
    bool show_json_bodies = false;  ///< those of Cognito and AWS, which curl's -v would not show
  };
  VerboseTrace(Sink& err, Options options) : err_(err), options_(std::move(options)) {}
  void on_event(TraceKind kind, std::string_view bytes) override;

 private:
  void show_lines(std::string_view prefix, std::string_view bytes, bool headers);
  void show_body(std::string_view prefix, std::string_view bytes);

  Sink& err_;
  Options options_;
};

}  // namespace cauth::http
