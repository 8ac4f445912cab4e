#include "cli/client_metadata.hpp"

#include "aws/shorthand.hpp"
#include "base/error.hpp"

#include <nlohmann/json.hpp>

namespace cauth::cli {

cognito::ClientMetadata read_client_metadata(Context& context) {
  cognito::ClientMetadata metadata;
  const auto text = context.settings().get("client_metadata");
  if (!text) return metadata;
  const Json map = aws::parse_map(*text, "--client-metadata");
  for (const auto& [key, value] : map.items()) {
    if (!value.is_string()) throw usage_error("--client-metadata holds texts only");
    metadata[key] = value.get<std::string>();
  }
  return metadata;
}

std::string client_metadata_json(Context& context) {
  const cognito::ClientMetadata metadata = read_client_metadata(context);
  return metadata.empty() ? std::string() : json_text(Json(metadata));
}

}  // namespace cauth::cli
