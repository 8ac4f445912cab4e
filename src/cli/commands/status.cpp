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

// A store that somebody's sessions may be in, and what it holds.
struct Kept {
  std::string place;
  session::Listing listing;
};

// The store of these settings first, then those that other profiles name: one that cannot be read is warned
// about, and hides no other.
std::vector<Kept> look_everywhere(Context& context, session::TokenStore& own) {
  std::vector<Kept> all;
  all.push_back({.place = own.place(), .listing = own.list()});
  for (const auto& store : other_stores(context)) {
    try {
      all.push_back({.place = store->place(), .listing = store->list()});
    } catch (const Error& error) {
      if (error.category == Category::interrupted) throw;
      context.warn(error.what_failed);
    }
  }
  return all;
}

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

Json to_json(const Session& session, const std::string& place, bool chosen, TimePoint now) {
  Json object = Json::object();
  object["username"] = session.key.is_machine() ? Json() : Json(session.key.username);
  object["alias"] = session.alias.empty() ? Json() : Json(session.alias);
  object["profile"] = session.profile;
  object["user_pool_id"] = session.key.user_pool_id;
  object["client_id"] = session.key.client_id;
  object["scopes"] = session.key.scopes.empty() ? Json() : Json(session.key.scopes);
  object["client_secret"] = session.client_secret == 0 ? Json() : Json(session.client_secret);
  object["region"] = session.region;
  object["endpoint_url"] = session.key.endpoint.empty() ? Json() : Json(session.key.endpoint);
  object["store"] = place;
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

std::string left_of(const std::optional<jose::Token>& token, TimePoint now) {
  return token ? format_expiry(token->expires, now) : "none";
}

std::vector<std::string> to_row(const Session& session, bool chosen, TimePoint now) {
  return {chosen ? "*" : " ",
          user_of(session),
          session.profile,
          session.key.user_pool_id,
          session.key.client_id,
          left_of(session.tokens.id, now),
          left_of(session.tokens.access, now),
          renewal_of(session)};
}

// "alice signs with the second of its client's two secrets", for whoever is replacing one.
void tell_of_secrets(Context& context, const session::Listing& listing) {
  for (const auto& session : listing.sessions) {
    if (session.client_secret == 0) continue;
    context.note(fmt::format(
        "client {}: the {} of its two secrets worked last, for {}", printable(session.key.client_id),
        session.client_secret == 1 ? "first" : "second", printable(session.key.username)));
  }
}

struct Status : Command {
  void declare(Args& args) override {
    args.describe(
        "Lists the sessions of all profiles, with the time each of their tokens has left and the place they "
        "are kept in; the chosen one has a star. Asks "
        "nobody: a session that Cognito has ended meanwhile still shows. Exit status 4 when the chosen "
        "session is "
        "not signed in.");
    declare_session_choice(args);
    args.example("is somebody signed in?", "cauth status >/dev/null 2>&1 || cauth login");
  }

  int run(Context& context) override {
    const auto store = open_store(context);
    const std::vector<Kept> all = look_everywhere(context, *store);
    for (const auto& kept : all) {
      for (const auto& problem : kept.listing.unreadable) context.warn(problem.what_failed);
    }
    const Choice choice = choose(context, *store);
    print(context, all, choice);
    note_given_tokens(context);
    if (choice.problem) throw Error(*choice.problem);
    return exit_status(context, all.front().listing, *choice.key);
  }

 private:
  static void print(Context& context, const std::vector<Kept>& all, const Choice& choice) {
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      return print_as_json(context, all, choice);
    }
    const bool several = all.size() > 1;  // then each line says where, else one line does
    std::vector<std::vector<std::string>> rows = {
        {" ", "USER", "PROFILE", "USER POOL", "CLIENT", "ID TOKEN", "ACCESS TOKEN", "RENEWAL"}};
    if (several) rows.front().emplace_back("KEPT IN");
    for (const auto& kept : all) {
      const bool own = &kept == &all.front();
      for (const auto& session : kept.listing.sessions) {
        rows.push_back(to_row(session, own && choice.key == session.key, context.clock().now()));
        if (several) rows.back().push_back(kept.place);
      }
    }
    if (rows.size() == 1) return;
    print_columns(context.io().out, rows);
    if (!several) cauth::print(context.io().out, "kept in {}\n", all.front().place);
    for (const auto& kept : all) tell_of_secrets(context, kept.listing);
  }

  static void print_as_json(Context& context, const std::vector<Kept>& all, const Choice& choice) {
    Json sessions = Json::array();
    for (const auto& kept : all) {
      const bool own = &kept == &all.front();
      for (const auto& session : kept.listing.sessions) {
        sessions.push_back(
            to_json(session, kept.place, own && choice.key == session.key, context.clock().now()));
      }
    }
    print_value(context, Json{{"store", all.front().place}, {"sessions", sessions}});
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
