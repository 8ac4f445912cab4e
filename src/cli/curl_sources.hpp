#pragma once

#include "base/environ.hpp"
#include "base/file.hpp"
#include "base/streams.hpp"
#include "call/curl_line.hpp"

#include <string>
#include <vector>

namespace cauth::cli {

/// All that curl takes its options from. Files are read once, here: what was looked at is what curl gets.
struct CurlSources {
  std::vector<std::string> words;         ///< the line, with a copy in the place of each file of -K
  std::vector<call::CurlOption> options;  ///< of the user's .curlrc, the line and its files, in curl's order
  std::string curlrc;                     ///< text of the user's .curlrc; empty for none, and behind -q
  std::vector<FileDescriptor> copies;     ///< to be inherited by curl
};

/// `in` is what -K - reads. Error{usage} for what curl might read differently, and for a file that begins a
/// new set of options or names another file.
CurlSources read_curl_sources(const std::vector<std::string>& words, const Environ& env, Source& in);

}  // namespace cauth::cli
