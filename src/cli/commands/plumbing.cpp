#include "aws/json_client.hpp"
#include "cli/api_request.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/service.hpp"
#include "cognito/operations.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::cli {
namespace {

/// Members that a setting knows too.
struct SettingMember {
  std::string_view member, setting;
};
constexpr std::array<SettingMember, 2> kSettingMembers{
    {{.member = "UserPoolId", .setting = "user_pool_id"}, {.member = "ClientId", .setting = "client_id"}}};

const SettingMember* setting_of(std::string_view member) {
  for (const auto& known : kSettingMembers) {
    if (known.member == member) return &known;
  }
  return nullptr;
}

std::string_view value_name(cognito::FieldType type) {
  switch (type) {
    case cognito::FieldType::map:
    case cognito::FieldType::secret_map: return "KEY=VALUE,…";
    case cognito::FieldType::switches:
    case cognito::FieldType::structure: return "JSON";
    case cognito::FieldType::list: return "ITEM…";
    case cognito::FieldType::number: return "NUMBER";
    default: return "TEXT";
  }
}

/// One command for every API operation: options named as the AWS CLI names them, the request as they say, the
/// answer as JSON.
class Plumbing : public Command {
 public:
  explicit Plumbing(const cognito::Operation& operation) : operation_(operation) {}

  void declare(Args& args) override {
    for (const auto& field : operation_.fields) declare_field(args, field);
    args.option(typed_.input_json, "--cli-input-json", "JSON",
                "the whole request as JSON or file://PATH; options beat its members");
    args.describe(args.keep(fmt::format(
        "Sends the API operation {} and prints the answer, as \"aws cognito-idp {}\" does: the same option "
        "names, the same shorthand (KEY=VALUE,KEY=VALUE, JSON, or file://PATH), the same JSON.{}\n\n"
        "What the client secret has to prove is added where the secret is known and the request does not "
        "say it.",
        operation_.name, operation_.command,
        operation_.signing == aws::Signing::sigv4 ? " The request is signed with AWS credentials." : "")));
  }

  int run(Context& context) override {
    WipedJson body = build_request(operation_, typed_);
    add_settings(context, *body);
    check_required(operation_, *body);
    if (context.io().err_is_terminal && has_typed_secret(operation_, typed_)) {
      context.warn("a secret on the command line shows to everybody on this machine; file://PATH does not");
    }
    const WipedJson answer(send(context, *body));
    print_value(context, *answer);
    return 0;
  }

 private:
  Json send(Context& context, const Json& body) const {
    cognito::AppClient app;
    if (operation_.proof != cognito::ClientProof::none) {
      app = app_client(context, string_member_or(body, "ClientId", ""));
    }
    aws::JsonClient client(context.http(), context.clock(), context.random(), user_pool_service(context));
    return cognito::with_either_secret(app, [&] {
      WipedJson proved;
      *proved = body;
      add_client_proof(*proved, operation_.proof, app, context.settings().get("username"));
      // A proof that was typed stands as it is.
      if (*proved == body) app.other_secret = {};
      return client.call(operation_.name, *proved, operation_.signing, operation_.repeat);
    });
  }

  void declare_field(Args& args, const cognito::Field& field) {
    const std::string option = "--" + cognito::option_name(field.name);
    if (const SettingMember* known = setting_of(field.name)) {
      args.setting(known->setting);
    } else if (field.type == cognito::FieldType::boolean) {
      args.flag_pair(typed_.switches[field.name], option, Text(field.help));
    } else {
      args.each(option, Text(value_name(field.type)), Text(field.help),
                [this, name = field.name](std::string text) { typed_.texts[name] = std::move(text); });
      if (field.type == cognito::FieldType::list && args.positionals.empty()) {
        args.positional(typed_.more_items, "ITEM", "more items of the list").hidden();
      }
    }
  }

  // A flag beats --cli-input-json, and that beats variables and profile.
  void add_settings(Context& context, Json& body) const {
    for (const auto& field : operation_.fields) {
      const SettingMember* known = setting_of(field.name);
      if (known == nullptr) continue;
      const bool typed = context.globals().settings.contains(known->setting);
      if (!typed && body.contains(std::string(field.name))) continue;
      if (auto value = context.settings().get(known->setting)) {
        body[std::string(field.name)] = *std::move(value);
      }
    }
  }

  const cognito::Operation& operation_;
  TypedRequest typed_;
};

}  // namespace

/// All lines of commands.def that name an API operation share this.
std::unique_ptr<Command> make_plumbing(std::string_view name) {
  return std::make_unique<Plumbing>(*cognito::find_operation(name));
}

}  // namespace cauth::cli
