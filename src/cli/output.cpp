#include "cli/output.hpp"

#include "base/error.hpp"
#include "base/json_query.hpp"
#include "base/secret.hpp"
#include "cli/output_table.hpp"
#include "cli/output_text.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

std::optional<Format> format_named(std::string_view name) {
  if (name == "json") return Format::json;
  if (name == "text") return Format::text;
  if (name == "table") return Format::table;
  return std::nullopt;
}

// A broken config file must not keep `decode` from printing; whoever needs settings hears of it anyway.
const session::Settings* readable_settings(Context& context) {
  try {
    return &context.settings();
  } catch (const Error&) {
    return nullptr;
  }
}

std::string formatted(const Json& value, Format format) {
  switch (format) {
    case Format::json: return json_text(value, 4) + '\n';
    case Format::text: return text_of(value);
    case Format::table: break;
  }
  return table_of(value);
}

}  // namespace

Format output_format(Context& context, Format otherwise) {
  if (const auto& typed = context.globals().output) return format_named(*typed).value_or(otherwise);
  const session::Settings* settings = readable_settings(context);
  if (const auto name = settings == nullptr ? std::nullopt : settings->get("output")) {
    return format_named(*name).value_or(otherwise);
  }
  if (context.globals().aws_names) {
    // Formats that the AWS CLI alone has (yaml) are no reason to fail.
    const auto name = context.env().get("AWS_DEFAULT_OUTPUT");
    return name ? format_named(*name).value_or(otherwise) : otherwise;
  }
  return otherwise;
}

void print_value(Context& context, const Json& value, Format otherwise) {
  const auto& path = context.globals().query;
  const Json shown = path ? query(value, *path) : value;
  if (context.globals().aws_names && shown == Json::object()) return;
  // Answers hold tokens: the text that is printed is wiped.
  const auto text = SecretString::take(formatted(shown, output_format(context, otherwise)));
  context.io().out.write(text.reveal());
}

}  // namespace cauth::cli
