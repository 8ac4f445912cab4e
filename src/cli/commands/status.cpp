#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using session::Session;

// Which session is meant, or why none is.
struct Choice {
  std::optional<session::SessionKey> key;
  std::optional<Error> problem;
};

Choice choose(Context& context, session::TokenStore& store) {
  try {
    return {.key = chosen_session(context, store), .problem = {}};
  } catch (const Error& error) {
    // That nobody is signed in is part of the answer here: shown below the sessions that there are.
    if (error.category != Category::action_needed && error.category != Category::usage) throw;
    return {.key = {}, .problem = error};
  }
}

bool lives(const std::optional<jose::Token>& token, TimePoint now) {
  return token && token->expires > now;
}

bool is_signed_in(const Session& session, TimePoint now) {
  return lives(session.tokens.id, now) || lives(session.tokens.access, now) ||
         (session.can_be_renewed() && !session.refused);
}

std::string renewal_of(const Session& session) {
  if (session.refused) return "refused";
  return session.can_be_renewed() ? "renewable" : "not renewable";
}

Json to_json(const Session& session, bool chosen, TimePoint now) {
  Json object = Json::object();
  object["username"] = session.key.is_machine() ? Json() : Json(session.key.username);
  object["alias"] = session.alias.empty() ? Json() : Json(session.alias);
  object["profile"] = session.profile;
  object["user_pool_id"] = session.key.user_pool_id;
  object["client_id"] = session.key.client_id;
  object["scopes"] = session.key.scopes.empty() ? Json() : Json(session.key.scopes);
  object["region"] = session.region;
  object["endpoint_url"] = session.key.endpoint.empty() ? Json() : Json(session.key.endpoint);
  object["chosen"] = chosen;
  object["signed_in"] = is_signed_in(session, now);
  object["renewal"] = renewal_of(session);
  const auto add_end = [&](const char* name, const std::optional<jose::Token>& token) {
    object[name] = token ? Json(format_rfc3339(token->expires)) : Json();
  };
  add_end("id_token_expires_at", session.tokens.id);
  add_end("access_token_expires_at", session.tokens.access);
  return object;
}

std::string user_of(const Session& session) {
  std::string name = session.key.is_machine() ? "(machine)" : session.key.username;
  if (!session.alias.empty()) name += fmt::format(" ({})", session.alias);
  if (!session.key.scopes.empty()) name += fmt::format(" [{}]", session.key.scopes);
  return name;
}

std::vector<std::string> to_row(const Session& session, bool chosen, TimePoint now) {
  const jose::Token* token = session.tokens.find(session::meant_use(session, {}));
  return {chosen ? "*" : " ",    user_of(session),
          session.profile,       session.key.user_pool_id,
          session.key.client_id, token == nullptr ? "no token" : format_expiry(token->expires, now),
          renewal_of(session)};
}

struct Status : Command {
  void declare(Args& args) override {
    args.describe(
        "Lists the sessions of all profiles, with the time their tokens have left; the chosen one has a "
        "star. Asks "
        "nobody: a session that Cognito has ended meanwhile still shows. Exit status 4 when the chosen "
        "session is "
        "not signed in.");
    declare_session_choice(args);
    args.example("is somebody signed in?", "cauth status >/dev/null 2>&1 || cauth login");
  }

  int run(Context& context) override {
    const auto store = session::open_store(context.env(), context.clock());
    const session::Listing listing = store->list();
    for (const auto& problem : listing.unreadable) context.warn(problem.what_failed);
    const Choice choice = choose(context, *store);
    print(context, listing, choice, store->place());
    note_given_tokens(context);
    if (choice.problem) throw Error(*choice.problem);
    return exit_status(context, listing, *choice.key);
  }

 private:
  static void print(Context& context, const session::Listing& listing, const Choice& choice,
                    const std::string& place) {
    const TimePoint now = context.clock().now();
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      Json sessions = Json::array();
      for (const auto& session : listing.sessions) {
        sessions.push_back(to_json(session, choice.key == session.key, now));
      }
      print_value(context, Json{{"store", place}, {"sessions", sessions}});
      return;
    }
    if (listing.sessions.empty()) return;
    std::vector<std::vector<std::string>> rows = {
        {" ", "USER", "PROFILE", "USER POOL", "CLIENT", "TOKEN", "RENEWAL"}};
    for (const auto& session : listing.sessions) {
      rows.push_back(to_row(session, choice.key == session.key, now));
    }
    print_columns(context.io().out, rows);
    cauth::print(context.io().out, "kept in {}\n", place);
  }

  static void note_given_tokens(Context& context) {
    for (const char* variable : {"CAUTH_TOKEN", "CAUTH_ID_TOKEN", "CAUTH_ACCESS_TOKEN"}) {
      if (context.env().get(variable)) {
        context.note(fmt::format("{} is set: its token is used, not a session's", variable));
      }
    }
  }

  static int exit_status(Context& context, const session::Listing& listing, const session::SessionKey& key) {
    for (const auto& session : listing.sessions) {
      if (session.key == key && is_signed_in(session, context.clock().now())) return 0;
    }
    throw Error(Category::action_needed,
                fmt::format("the chosen session, of \"{}\", is not signed in", printable(key.username)),
                "sign in with \"cauth login\"");
  }
};

}  // namespace

CAUTH_COMMAND(status, Status)

}  // namespace cauth::cli
