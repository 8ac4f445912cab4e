#include "cli/api_request.hpp"

#include "aws/shorthand.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cognito/parameter_keys.hpp"
#include "cognito/secret_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cauth::cli {
namespace {

using cognito::ClientProof;
using cognito::Field;
using cognito::FieldType;
using cognito::Operation;

constexpr std::string_view kFilePrefix = "file://";

std::string option_of(std::string_view member) {
  return "--" + cognito::option_name(member);
}

bool is_json(std::string_view text) {
  const auto start = trim(text);
  return start.starts_with('{') || start.starts_with('[');
}

Json parse_json_option(std::string_view text, std::string_view option) {
  ParsedJson parsed = parse_json(text);
  if (!parsed) throw usage_error(fmt::format("{} is not valid JSON: {}", option, parsed.problem));
  return std::move(*parsed);
}

// "Name=email,Value=a@example.com" or "EMAIL".
Json list_item(std::string_view text, std::string_view option) {
  if (text.find('=') == std::string_view::npos) return Json(text);
  return aws::parse_map(text, option);
}

// The shorthand has texts alone; the API wants booleans here.
Json read_switches(const std::string& text, std::string_view option) {
  Json structure = aws::parse_map(text, option);
  for (auto& member : structure) {
    if (!member.is_string()) continue;
    const std::string word = to_lower(member.get<std::string>());
    if (word != "true" && word != "false") {
      throw usage_error(fmt::format("{} wants true or false, not \"{}\"", option, printable(word)));
    }
    member = word == "true";
  }
  return structure;
}

Json read_list(const std::string& text, const std::vector<std::string>& more, std::string_view option) {
  std::string content = aws::read_parameter(text, option);
  if (is_json(content) && more.empty()) return parse_json_option(content, option);
  Json list = Json::array({list_item(content, option)});
  for (const auto& item : more) list.push_back(list_item(item, option));
  return list;
}

Json read_secret_text(const std::string& text, std::string_view option) {
  std::string content = aws::read_parameter(text, option);
  // What an editor put at the end of the file is no part of a password.
  if (text.starts_with(kFilePrefix)) content.resize(without_line_end(content).size());
  return content;
}

Json read_number(const std::string& text, std::string_view option) {
  const auto number = parse_number<int>(aws::read_parameter(text, option));
  if (!number) throw usage_error(fmt::format("{} is no whole number: \"{}\"", option, printable(text)));
  return *number;
}

Json read_field(const Field& field, const std::string& text, const std::vector<std::string>& more_items) {
  const std::string option = option_of(field.name);
  switch (field.type) {
    case FieldType::text: return aws::read_parameter(text, option);
    case FieldType::secret: return read_secret_text(text, option);
    case FieldType::map:
    case FieldType::secret_map:
    case FieldType::structure: return aws::parse_map(text, option);
    case FieldType::switches: return read_switches(text, option);
    case FieldType::list: return read_list(text, more_items, option);
    case FieldType::number: return read_number(text, option);
    case FieldType::boolean: break;
  }
  throw Error(Category::internal, fmt::format("{} is a switch", option));
}

const Field* find_field(const Operation& operation, std::string_view name) {
  const auto found = std::find_if(operation.fields.begin(), operation.fields.end(),
                                  [name](const Field& field) { return field.name == name; });
  return found == operation.fields.end() ? nullptr : &*found;
}

void read_input_json(const Operation& operation, const std::string& text, Json& body) {
  std::string content = aws::read_parameter(text, "--cli-input-json");
  body = parse_json_option(content, "--cli-input-json");
  wipe(content);
  if (!body.is_object()) throw usage_error("--cli-input-json must hold a JSON object");
  for (const auto& [name, value] : body.items()) {
    if (find_field(operation, name) != nullptr) continue;
    std::vector<std::string> known;
    for (const auto& field : operation.fields) known.emplace_back(field.name);
    const auto near = nearest(name, known);
    throw usage_error(fmt::format("{} has no member \"{}\"", operation.name, printable(name)),
                      near ? fmt::format("did you mean \"{}\"?", *near) : std::string());
  }
}

void check_more_items(const Operation& operation, const TypedRequest& typed) {
  if (typed.more_items.empty()) return;
  const auto lists = std::count_if(operation.fields.begin(), operation.fields.end(), [&](const Field& field) {
    return field.type == FieldType::list && typed.texts.contains(field.name);
  });
  if (lists == 1) return;
  throw usage_error(fmt::format("unexpected word \"{}\"", printable(typed.more_items.front())),
                    "where two lists are given, write each as JSON");
}

void check_keys(const Json& body, const char* member) {
  const auto map = body.find(member);
  if (map == body.end() || !map->is_object()) return;
  for (const auto& [key, value] : map->items()) {
    if (const auto right = cognito::misspelt_key(key)) {
      throw usage_error(fmt::format("{}: the key is {}, not {}", option_of(member), *right, printable(key)));
    }
  }
}

void add_secret_hash(Json& map, const cognito::AppClient& client, const std::string& username) {
  if (!client.secret || username.empty() || map.contains("SECRET_HASH")) return;
  map["SECRET_HASH"] = cognito::secret_hash(username, client.id, *client.secret);
}

void add_hash_to_parameters(Json& body, const cognito::AppClient& client,
                            const std::optional<std::string>& refresh_username) {
  Json& parameters = body["AuthParameters"];
  if (parameters.is_null()) parameters = Json::object();
  if (!parameters.is_object()) return;
  const bool refreshes = string_member_or(body, "AuthFlow", "").starts_with("REFRESH_TOKEN");
  const std::string typed = string_member_or(parameters, "USERNAME", "");
  add_secret_hash(parameters, client, refreshes && typed.empty() ? refresh_username.value_or("") : typed);
}

}  // namespace

WipedJson build_request(const Operation& operation, const TypedRequest& typed) {
  WipedJson body;
  if (typed.input_json) read_input_json(operation, *typed.input_json, *body);
  check_more_items(operation, typed);
  for (const auto& field : operation.fields) {
    if (const auto text = typed.texts.find(field.name); text != typed.texts.end()) {
      body[field.name] = read_field(field, text->second, typed.more_items);
    }
    if (const auto on = typed.switches.find(field.name); on != typed.switches.end() && on->second) {
      body[field.name] = *on->second;
    }
  }
  check_keys(*body, "AuthParameters");
  check_keys(*body, "ChallengeResponses");
  return body;
}

void check_required(const Operation& operation, const Json& body) {
  std::vector<std::string> missing;
  for (const auto& field : operation.fields) {
    if (field.required && !body.contains(std::string(field.name))) missing.push_back(option_of(field.name));
  }
  if (missing.empty()) return;
  throw usage_error(fmt::format("missing {}", join(missing, ", ")),
                    fmt::format("\"cauth help {}\" lists the options", operation.command));
}

void add_client_proof(Json& body, ClientProof proof, const cognito::AppClient& client,
                      const std::optional<std::string>& refresh_username) {
  if (!client.secret) return;
  switch (proof) {
    case ClientProof::none: return;
    case ClientProof::parameters: return add_hash_to_parameters(body, client, refresh_username);
    case ClientProof::responses: {
      const auto responses = body.find("ChallengeResponses");
      if (responses == body.end() || !responses->is_object()) return;
      return add_secret_hash(*responses, client, string_member_or(*responses, "USERNAME", ""));
    }
    case ClientProof::secret_hash: {
      const std::string username = string_member_or(body, "Username", "");
      if (!username.empty() && !body.contains("SecretHash")) {
        body["SecretHash"] = cognito::secret_hash(username, client.id, *client.secret);
      }
      return;
    }
    case ClientProof::client_secret:
      if (!body.contains("ClientSecret")) body["ClientSecret"] = client.secret->reveal();
  }
}

bool has_typed_secret(const Operation& operation, const TypedRequest& typed) {
  return std::any_of(operation.fields.begin(), operation.fields.end(), [&](const Field& field) {
    const bool secret = field.type == FieldType::secret || field.type == FieldType::secret_map;
    const auto text = typed.texts.find(field.name);
    return secret && text != typed.texts.end() && !text->second.starts_with(kFilePrefix);
  });
}

}  // namespace cauth::cli
