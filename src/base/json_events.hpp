#pragma once

#include "base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>
#include <string_view>

namespace cauth {

/// Reads a JSON text as events, without building a tree: `Handler` is a Boost.JSON parser handler
/// (https://www.boost.org/doc/libs/1_81_0/libs/json/doc/html/json/ref/boost__json__basic_parser.html), which
/// checks what the grammar leaves open (duplicate names, 1e999) itself. `Parser` may be kept and reused for
/// many texts.
template <class Handler>
class JsonEvents {
 public:
  /// Arguments go to the handler's constructor.
  template <class... Args>
  explicit JsonEvents(std::size_t depth, Args&&... args)
      : parser_(options(depth), std::forward<Args>(args)...) {}

  Handler& handler() { return parser_.handler(); }

  /// True when the whole text was one JSON value and the handler never said false.
  bool read(std::string_view text, boost::json::error_code& error) {
    parser_.reset();
    const std::size_t used = parser_.write_some(false, text.data(), text.size(), error);
    if (!error && used != text.size()) error = boost::json::error::extra_data;
    return !error;
  }

 private:
  static boost::json::parse_options options(std::size_t depth) {
    boost::json::parse_options options;
    options.max_depth = depth;
    return options;
  }

  boost::json::basic_parser<Handler> parser_;
};

}  // namespace cauth
