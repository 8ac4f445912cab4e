#include "cli/own_authenticators.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/kept_keys.hpp"
#include "cli/qr_code.hpp"
#include "cognito/challenge.hpp"
#include "session/totp_steps.hpp"
#include "webauthn/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace cauth::cli {
namespace {

// Block characters need it; what cannot show them gets no picture.
bool shows_utf8(const Environ& env) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = env.get(name);
    if (!value || value->empty()) continue;
    const std::string lower = to_lower(*value);
    return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
  }
  return false;
}

bool colours(const Environ& env) {
  const auto no_colour = env.get("NO_COLOR");
  return (!no_colour || no_colour->empty()) && env.get("TERM").value_or("") != "dumb";
}

}  // namespace

OwnAuthenticators::OwnAuthenticators(Context& context, AccountOwner owner, TotpPlaces totp, bool keep_nothing)
    : context_(context), owner_(std::move(owner)), totp_(std::move(totp)), keep_nothing_(keep_nothing) {}

std::optional<SecretString> OwnAuthenticators::totp_secret() {
  if (totp_.secret == nullptr) return std::nullopt;
  if (auto typed = totp_.secret->read_flags(context_)) return typed;
  return context_.settings().secret("totp_secret");
}

std::uint64_t OwnAuthenticators::take_totp_step(const std::string& username, std::uint64_t earliest) {
  earliest = std::max(earliest, next_step_);
  if (!keep_nothing_) {
    const std::string& pool = owner_.user_pool_id.empty() ? owner_.client_id : owner_.user_pool_id;
    earliest = session::take_totp_step({.endpoint = owner_.endpoint, .pool = pool, .username = username},
                                       earliest, context_.env(), context_.clock());
  }
  next_step_ = earliest + 1;
  return earliest;
}

bool OwnAuthenticators::can_enrol() {
  return names_new_file() || (totp_.person_may_take_it && context_.may_ask());
}

// Where --totp-secret-file names a file that is not there yet, the new secret is written into it: the line
// that sets the authenticator up is the one that signs in from then on.
bool OwnAuthenticators::names_new_file() const {
  std::error_code problem;
  return totp_.new_file && !std::filesystem::exists(*totp_.new_file, problem) && !problem;
}

bool OwnAuthenticators::keep(const cognito::TotpEnrolment& enrolment) {
  if (!names_new_file()) return false;
  SecretString line = enrolment.secret.clone();
  line.append("\n");
  write_private_file(*totp_.new_file, line.reveal());
  context_.note(fmt::format("the secret of the new authenticator is in \"{}\"", *totp_.new_file));
  return true;
}

void OwnAuthenticators::drop() {
  remove_file(*totp_.new_file);
  context_.note(fmt::format("\"{}\" is removed again", *totp_.new_file));
}

std::string OwnAuthenticators::introduce(const cognito::TotpEnrolment& enrolment) {
  const SecretString uri = enrolment.uri();
  const Environ& env = context_.env();
  const bool can_draw = shows_utf8(env);
  const auto code = can_draw ? make_qr_code(uri.reveal()) : std::nullopt;
  std::string text;
  if (code) text += draw(*code, colours(env));
  if (can_draw && !code)
    text += fmt::format("(with the package {} a QR code would stand here)\n", kQrPackage);
  text += code ? "Scan it with your authenticator, or type the secret there.\n"
               : "Type the secret into your authenticator.\n";
  return text + fmt::format("Secret:  {}\nAddress: {}\n", enrolment.secret.reveal(), uri.reveal());
}

std::optional<SecretString> OwnAuthenticators::sign(std::string_view options, const std::string& username) {
  std::string problem;
  const auto asked = webauthn::parse_request_options(options, problem);
  if (!asked) throw cognito::strange_answer("what a passkey is to sign: " + problem);
  auto store = open_passkeys(context_);
  for (const auto& kept : store.list()) {
    if (may_sign_for(kept, username) && webauthn::answers(kept.passkey, *asked)) {
      return SecretString::take(store.sign(kept, *asked));
    }
  }
  return std::nullopt;
}

bool OwnAuthenticators::has_passkey(const std::string& username) {
  if (!context_.env().state_dir()) return false;
  const auto all = open_passkeys(context_).list();
  return std::any_of(all.begin(), all.end(),
                     [&](const session::KeptPasskey& kept) { return may_sign_for(kept, username); });
}

bool OwnAuthenticators::may_sign_for(const session::KeptPasskey& kept, const std::string& username) const {
  return kept.endpoint == owner_.endpoint && kept.username == username &&
         (owner_.user_pool_id.empty() || kept.user_pool_id == owner_.user_pool_id);
}

}  // namespace cauth::cli
