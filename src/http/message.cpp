#include "http/message.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace cauth::http {

void Headers::set(std::string_view name, std::string value) {
  const auto first = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const auto& field) { return equal_ignoring_case(field.first, name); });
  if (first == fields_.end()) {
    add(std::string(name), std::move(value));
    return;
  }
  first->second = std::move(value);
  fields_.erase(std::remove_if(first + 1, fields_.end(),
                               [&](const auto& field) { return equal_ignoring_case(field.first, name); }),
                fields_.end());
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
}

const std::string* Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (equal_ignoring_case(field.first, name)) return &field.second;
  }
  return nullptr;
}

Request Request::clone() const {
  const auto copy = [](const std::optional<SecretString>& secret) {
    return secret ? std::optional(secret->clone()) : std::nullopt;
  };
  std::vector<CurlOption> same_options;
  same_options.reserve(options.size());
  for (const auto& option : options) same_options.push_back(option.clone());
  return {.method = method,
          .url = url,
          .headers = headers,
          .removed_headers = removed_headers,
          .body = copy(body),
          .stream = stream,
          .upload = upload,
          .form = form,
          .basic_credentials = copy(basic_credentials),
          .no_body_expected = no_body_expected,
          .resume_from = resume_from,
          .limits = limits,
          .tls = tls,
          .proxy = proxy,
          .no_proxy = no_proxy,
          .user_agent = user_agent,
          .cookies = cookies,
          .options = std::move(same_options),
          .want_certificates = want_certificates,
          .trace = trace,
          .progress = progress};
}

}  // namespace cauth::http
