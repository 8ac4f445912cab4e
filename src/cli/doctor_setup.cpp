#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cli/doctor.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>

namespace cauth::cli {
namespace {

using State = Check::State;

constexpr std::size_t kLargestBundle = std::size_t{16} << 20U;

std::string where_from(const session::Settings& settings) {
  const auto& file = settings.config();
  if (!file.exists) return "from variables and options, without a config file";
  return fmt::format("\"{}\" of {}", printable(settings.profile_name()), file.path.string());
}

Check profile(Context& context) {
  const session::Settings& settings = context.settings();
  const auto pool = settings.get("user_pool_id");
  const auto client = settings.get("client_id");
  if (!pool || !client) {
    return {.state = State::wrong,
            .text = fmt::format("{}: no {} is set", where_from(settings), pool ? "app client" : "user pool"),
            .fix = "cauth configure"};
  }
  return {.text = fmt::format("{}: pool {}, client {}", where_from(settings), printable(*pool),
                              printable(*client))};
}

Check oddities(Context& context) {
  const auto warnings = context.settings().warnings();
  if (warnings.empty()) return {.text = "nothing is odd about them"};
  return {.state = State::note,
          .text = join(warnings, "; "),
          .fix = "where each comes from: cauth configure list"};
}

Check proxy(Context& context) {
  const auto request = request_template(context);
  if (request.proxy.empty()) return {.text = "none"};
  const auto url = parse_typed_url(request.proxy);
  const bool socks = request.proxy.starts_with("socks");
  if (!url && !socks)
    return {.state = State::wrong,
            .text = "the proxy's address is no URL",
            .fix = "look at HTTPS_PROXY: it looks like http://proxy.example.com:3128"};
  // It may hold a user's name and password.
  std::string text = fmt::format("requests to Cognito go through {}", url ? url->origin() : "a SOCKS proxy");
  if (!request.no_proxy.empty()) text += fmt::format(", but not to {}", printable(request.no_proxy));
  return {.text = std::move(text)};
}

Check certificates(Context& context) {
  const auto request = request_template(context);
  const std::string& file = request.tls.ca_file;
  if (file.empty()) return {.text = "the system's"};
  const std::string text = read_file(file, kLargestBundle);
  if (text.find("-----BEGIN") != std::string::npos) return {.text = "those in " + printable(file)};
  return {.state = State::wrong,
          .text = fmt::format("\"{}\" holds no certificate in PEM form", printable(file)),
          .fix = "look at CAUTH_CA_BUNDLE, AWS_CA_BUNDLE and ca_bundle"};
}

bool open_to_others(const std::filesystem::path& folder) {
  using std::filesystem::perms;
  std::error_code failure;
  const auto status = std::filesystem::status(folder, failure);
  return !failure && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none;
}

Check store(Context& context) {
  const auto kept = open_store(context);
  kept->check_writable();
  const auto listing = kept->list();
  if (!listing.unreadable.empty())
    return {.state = State::wrong,
            .text = listing.unreadable.front().what_failed,
            .fix = listing.unreadable.front().hint};
  const auto folder = session::state_folder(context.env());
  if (open_to_others(folder))
    return {.state = State::wrong,
            .text = fmt::format("{} is open to other users", folder.string()),
            .fix = fmt::format("chmod 700 {}", folder.string())};
  const auto count = listing.sessions.size();
  return {.text = fmt::format("{} session{} in {}", count, count == 1 ? "" : "s", kept->place())};
}

Check session(Context& context) {
  const auto kept = open_store(context);
  const auto current = kept->load(chosen_session(context, *kept));
  if (!current) return {.state = State::note, .text = "you are not signed in", .fix = "cauth login"};
  const std::string whose = printable(current->key.username);
  const TimePoint now = context.clock().now();
  if (current->refused)
    return {.state = State::wrong,
            .text = fmt::format("the session of {} cannot be renewed", whose),
            .fix = "cauth login"};
  const jose::Token* token = current->tokens.find(jose::TokenUse::access);
  if (token == nullptr) token = current->tokens.find(jose::TokenUse::id);
  const bool over = token == nullptr || token->expires <= now;
  if (over && !current->can_be_renewed())
    return {
        .state = State::wrong, .text = fmt::format("the session of {} is over", whose), .fix = "cauth login"};
  return {.text = fmt::format("{}: {}{}", whose,
                              over ? "the tokens are over" : format_expiry(token->expires, now),
                              current->can_be_renewed() ? ", renewable" : "")};
}

// Nobody signed in yet: that is no fault of the setup.
Check session_or_none(Context& context) {
  try {
    return session(context);
  } catch (const Error& error) {
    if (error.category != Category::action_needed) throw;
    return {.state = State::note, .text = error.what_failed, .fix = error.hint};
  }
}

}  // namespace

void examine_setup(Context& context, Doctor& doctor) {
  doctor.examine("profile", [&] { return profile(context); });
  doctor.examine_settings("settings", oddities);
  doctor.examine_settings("proxy", proxy);
  doctor.examine_settings("certificates", certificates);
  doctor.examine_settings("store", store);
  doctor.examine_settings("session", session_or_none);
}

}  // namespace cauth::cli
