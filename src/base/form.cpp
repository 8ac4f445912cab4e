#include "base/form.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <algorithm>

namespace cauth {
namespace {

std::string_view name_in(std::string_view pair) {
  return pair.substr(0, pair.find('='));
}

}  // namespace

std::string form_decode(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      decoded += ' ';
      continue;
    }
    const auto octet = text[at] == '%' ? hex_decode(text.substr(at + 1, 2)) : std::nullopt;
    if (octet && octet->size() == 1) {
      decoded += *octet;
      at += 2;
    } else {
      decoded += text[at];
    }
  }
  return decoded;
}

std::optional<std::string> form_value(std::string_view form, std::string_view name) {
  for (const std::string_view pair : split(form, '&')) {
    if (form_decode(name_in(pair)) != name) continue;
    const auto halves = split_once(pair, '=');
    return form_decode(halves ? halves->after : std::string_view());
  }
  return std::nullopt;
}

std::size_t count_form_values(std::string_view form, std::string_view name) {
  const auto pairs = split(form, '&');
  return static_cast<std::size_t>(std::count_if(
      pairs.begin(), pairs.end(), [&](std::string_view pair) { return form_decode(name_in(pair)) == name; }));
}

void add_form_value(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form += percent_encode(name) + '=' + percent_encode(value);
}

void add_form_value(SecretString& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form.append("&");
  form.append(percent_encode(name));
  form.append("=");
  form.append(SecretString::take(percent_encode(value)).reveal());
}

}  // namespace cauth
