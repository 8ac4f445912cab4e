#pragma once

#include "http/curl_handle.hpp"
#include "http/curl_options.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cauth::http {

/// Puts the options that were given onto a handle, in the line's order: the last one wins, and those that
/// are bits of one setting (--tlsv1.2 and --tls-max, --digest and --ntlm) are put together.
class CurlOptionSetter {
 public:
  explicit CurlOptionSetter(CurlHandle& handle) : handle_(handle) {}

  /// Error{usage} for what libcurl cannot do. Lists belong to the setter: it outlives the transfer.
  void apply(std::span<const CurlOption> options);

  // For the functions behind the rows.
  CurlHandle& handle() { return handle_; }
  /// What the row that is being applied is called.
  std::string_view name() const { return name_; }
  /// Within `mask`, the bits become `bits`.
  void set_bits(CURLoption option, long mask, long bits);
  void set_bits_if_absent(CURLoption option, long bits);
  void set_text(CURLoption option, std::string_view text);
  void add_to_list(CURLoption option, std::string_view text);

 private:
  struct Number {
    CURLoption option;
    long value;
    std::string_view asked_by;
  };
  struct List {
    CURLoption option;
    CurlList list;
    std::string_view asked_by;
  };
  Number* find_number(CURLoption option);

  CurlHandle& handle_;
  std::string_view name_;
  std::vector<Number> numbers_;
  std::vector<List> lists_;
};

/// How a row's value is put onto a handle. `option` is the row's CURLOPT; a function of its own for what
/// needs more than one.
struct CurlSetting {
  enum class Kind { bits, number, seconds, size, text, list, custom } kind = Kind::custom;
  CURLoption option = CURLOPT_LASTENTRY;
  long mask = 0, bits_on = 0, bits_off = 0;
  void (*custom)(CurlOptionSetter&, const CurlOption&) = nullptr;
};

/// The setting of each of curl_option_rows().
std::span<const CurlSetting> curl_settings();

}  // namespace cauth::http
