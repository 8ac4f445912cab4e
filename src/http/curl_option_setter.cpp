#include "http/curl_option_setter.hpp"

#include "base/secret.hpp"
#include "http/curl_option_values.hpp"

#include <algorithm>

namespace cauth::http {

void CurlOptionSetter::apply(std::span<const CurlOption> options) {
  using Kind = CurlSetting::Kind;
  for (const auto& option : options) {
    const CurlSetting& setting = curl_settings()[option.row];
    const auto names = curl_option_rows()[option.row].names;
    name_ = names.substr(names.rfind(',') + 1);
    const auto value = option.value.reveal();
    switch (setting.kind) {
      case Kind::bits:
        set_bits(setting.option, setting.mask, option.on ? setting.bits_on : setting.bits_off);
        break;
      case Kind::number: handle_.set(setting.option, parse_curl_number(value, name_), name_); break;
      case Kind::seconds: handle_.set(setting.option, parse_curl_seconds(value, name_), name_); break;
      case Kind::size:
        handle_.set(setting.option, static_cast<curl_off_t>(parse_curl_size(value, name_)), name_);
        break;
      case Kind::text: set_text(setting.option, value); break;
      case Kind::list: add_to_list(setting.option, value); break;
      case Kind::custom: setting.custom(*this, option); break;
    }
  }
  for (const auto& number : numbers_) handle_.set(number.option, number.value, number.asked_by);
  for (const auto& list : lists_) handle_.set(list.option, list.list.get(), list.asked_by);
}

CurlOptionSetter::Number* CurlOptionSetter::find_number(CURLoption option) {
  const auto found = std::find_if(numbers_.begin(), numbers_.end(),
                                  [option](const Number& number) { return number.option == option; });
  return found == numbers_.end() ? nullptr : &*found;
}

void CurlOptionSetter::set_bits(CURLoption option, long mask, long bits) {
  Number* number = find_number(option);
  if (number == nullptr) number = &numbers_.emplace_back(Number{option, 0, {}});
  number->value = (number->value & ~mask) | bits;
  number->asked_by = name_;
}

void CurlOptionSetter::set_bits_if_absent(CURLoption option, long bits) {
  if (find_number(option) == nullptr) numbers_.push_back({option, bits, name_});
}

void CurlOptionSetter::set_text(CURLoption option, std::string_view text) {
  std::string value(text);
  handle_.set_text(option, value, name_);
  wipe(value);
}

void CurlOptionSetter::add_to_list(CURLoption option, std::string_view text) {
  const auto found = std::find_if(lists_.begin(), lists_.end(),
                                  [option](const List& list) { return list.option == option; });
  List& list =
      found != lists_.end() ? *found : lists_.emplace_back(List{option, CurlList(handle_.library()), name_});
  list.list.add(std::string(text));
}

}  // namespace cauth::http
