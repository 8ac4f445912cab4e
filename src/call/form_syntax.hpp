#pragma once

#include "base/streams.hpp"
#include "call/options.hpp"
#include "http/body.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace cauth::call {

/// What -F needs from outside.
struct FormWorld {
  Source& in;                                    ///< for "@-" and "<-"
  std::function<void(std::string_view)> remark;  ///< on what is odd and left out, as curl warns of it
};

/// The form that the -F and --form-string of a line make together, by curl's syntax: "name=text",
/// "name=@file,file2", "name=<file", "=(;type=…" and "=)" around nested parts, each followed by ;type=
/// ;filename= ;headers= ;encoder=, names in double quotes. Error{usage} for a field that is none.
http::Form read_form(std::span<const FormField> fields, const FormWorld& world);

}  // namespace cauth::call
