#include "base/error.hpp"
#include "cli/auto_login.hpp"
#include "cli/machine_sign_in.hpp"
#include "cli/sessions.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::cli {
namespace {

using jose::TokenUse;

// A token that somebody put into a variable. Nothing about it is proven: it is taken as what it says it is.
struct GivenToken {
  ReadyToken ready;
  std::optional<TokenUse> kind;  // nothing: it does not say
};

GivenToken read_given(const std::string& variable, const std::string& text) {
  const jose::DecodeResult decoded = jose::decode_token(text);
  if (decoded.reason == jose::Reason::encrypted_token)
    throw usage_error(fmt::format("{} holds a refresh token, which no API takes", variable));
  if (!decoded.token) throw usage_error(fmt::format("{} holds no token: {}", variable, decoded.problem));
  const Json& claims = decoded.token->payload;
  GivenToken given{.ready = {.token = {.text = SecretString(text),
                                       .expires = jose::time_claim(claims, "exp").value_or(TimePoint::max())},
                             .use = TokenUse::id,
                             .obtained = jose::time_claim(claims, "iat").value_or(TimePoint()),
                             .renewable = false,
                             .whose = variable},
                   .kind = jose::token_use_named(string_member_or(claims, "token_use", {}))};
  return given;
}

ReadyToken checked(GivenToken given, std::optional<TokenUse> use, Clock& clock) {
  const std::string& variable = given.ready.whose;
  if (use && given.kind && *use != *given.kind) {
    throw Error(Category::action_needed,
                fmt::format("{} holds the {} token, and the {} token is asked for", variable,
                            jose::name_of(*given.kind), jose::name_of(*use)),
                fmt::format("unset {} to use the stored session", variable));
  }
  if (given.ready.token.expires <= clock.now()) {
    throw Error(Category::action_needed, fmt::format("the token in {} has expired", variable),
                "nobody renews it: set a new one, or unset the variable to use the stored session");
  }
  given.ready.use = given.kind.value_or(use.value_or(TokenUse::id));
  return std::move(given.ready);
}

// CAUTH_TOKEN, whatever its kind, else the variable of the kind asked for.
std::optional<ReadyToken> token_from_environment(Context& context, std::optional<TokenUse> use) {
  const Environ& env = context.env();
  const auto take = [&](const char* variable, const std::string& text) {
    return checked(read_given(variable, text), use, context.clock());
  };
  if (const auto text = env.get("CAUTH_TOKEN")) return take("CAUTH_TOKEN", *text);
  const auto id = env.get("CAUTH_ID_TOKEN");
  const auto access = env.get("CAUTH_ACCESS_TOKEN");
  if (id && (use != TokenUse::access || !access)) return take("CAUTH_ID_TOKEN", *id);
  if (access) return take("CAUTH_ACCESS_TOKEN", *access);
  return std::nullopt;
}

// The client signs in as itself, since nobody else has to. One such token more is billed: none is fetched
// that will not serve.
session::Session machine_session(Context& context, const MachineChoice& choice,
                                 const session::Freshness& wanted, const Error& reason) {
  if (wanted.use == TokenUse::id) {
    throw Error(Category::action_needed, "a client that signs in as itself has no id token",
                "ask for the access token: --token-use access");
  }
  try {
    return sign_in_as_machine_unasked(context, choice);
  } catch (const Error& refused) {
    // No machine after all: that nobody is signed in is what its user has to hear.
    if (choice.is_guess && refused.code == "unauthorized_client") throw Error(reason);
    throw;
  }
}

session::Session session_with_token(Context& context, const session::Freshness& wanted,
                                    const std::optional<std::string>& scopes) {
  const auto store = open_store(context);
  const auto get = [&](const session::SessionKey& key) {
    return fresh_session(context, *store, key, wanted);
  };
  std::optional<session::SessionKey> key;
  try {
    key = chosen_session(context, *store, scopes);
    return get(*key);
  } catch (const Error& error) {
    // Nobody is signed in, or no longer: mended here where the user said so (auto_login).
    if (error.category != Category::action_needed) throw;
    if (!key || !store->load(*key)) {
      if (const auto machine = machine_unasked(context, key, scopes)) {
        return machine_session(context, *machine, wanted, error);
      }
    }
    // A sign-in through the API has one scope, which nobody chooses.
    if (scopes || !may_sign_in_unasked(context, key ? store->load(*key) : std::nullopt)) throw;
  }
  return get(sign_in_unasked(context, *store));
}

}  // namespace

ReadyToken fresh_token(Context& context, const session::Freshness& wanted,
                       const std::optional<std::string>& scopes) {
  if (auto given = token_from_environment(context, wanted.use)) return *std::move(given);
  const session::Session session = session_with_token(context, wanted, scopes);
  const TokenUse use = session::meant_use(session, wanted.use);
  const jose::Token* token = session.tokens.find(use);
  if (token == nullptr) {
    throw Error(Category::action_needed,
                fmt::format("the renewed session of \"{}\" has no {} token", session.key.username,
                            jose::name_of(use)),
                "sign in again with \"cauth login\"");
  }
  return {.token = token->clone(),
          .use = use,
          .obtained = session.tokens.obtained,
          .renewable = true,
          .whose = session.key.username};
}

std::optional<ReadyToken> other_token(Context& context, const ReadyToken& one,
                                      std::chrono::seconds at_least) {
  const TokenUse other = one.use == TokenUse::id ? TokenUse::access : TokenUse::id;
  if (!one.renewable) {
    const auto* variable = other == TokenUse::id ? "CAUTH_ID_TOKEN" : "CAUTH_ACCESS_TOKEN";
    if (one.whose == "CAUTH_TOKEN" || !context.env().get(variable)) return std::nullopt;
  } else {
    const auto store = open_store(context);
    const auto session = store->load(chosen_session(context, *store));
    if (!session || session->tokens.find(other) == nullptr) return std::nullopt;
  }
  return fresh_token(context, {.use = other, .at_least = at_least});
}

std::optional<TokenUse> wanted_use(Context& context, const std::optional<std::string>& typed) {
  const auto name = typed ? typed : context.settings().get("token_use");
  return name ? jose::token_use_named(*name) : std::nullopt;
}

}  // namespace cauth::cli
