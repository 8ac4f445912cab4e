#include "cli/explain_view.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"
#include "call/explain/reading.hpp"
#include "cli/explain_evidence.hpp"
#include "cli/output.hpp"
#include "cli/verify_rules.hpp"
#include "cognito/pool.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string_view>

namespace cauth::cli {
namespace {

using call::explain::Cause;
using call::explain::Evidence;
using call::explain::HeaderForm;
using call::explain::Reading;

// "1. " and so on: for people the likeliest are enough, programs get all.
constexpr std::size_t kMostShown = 5;

std::string_view name_of(HeaderForm form) {
  switch (form) {
    case HeaderForm::none: return "none";
    case HeaderForm::bearer: return "bearer";
    case HeaderForm::raw: return "raw";
    case HeaderForm::other: break;
  }
  return "other";
}

std::string_view sentence_of(HeaderForm form) {
  switch (form) {
    case HeaderForm::none: return "without a token";
    case HeaderForm::bearer: return "with the token behind Bearer";
    case HeaderForm::raw: return "with the token alone in its header";
    case HeaderForm::other: break;
  }
  return "with credentials of another kind";
}

std::string user_of(const Json& payload) {
  return string_member_or(payload, "cognito:username", string_member_or(payload, "username", ""));
}

// The pool's id where it is one of AWS's, else all of the issuer.
std::string pool_of(const Json& payload) {
  const std::string issuer = string_member_or(payload, "iss", "");
  return cognito::pool_of_issuer(issuer).value_or(issuer);
}

std::string token_line(const Evidence& evidence) {
  if (!evidence.token) return evidence.problem;
  const Json& payload = evidence.token->payload;
  std::string line = fmt::format("{} token", printable(string_member_or(payload, "token_use", "unknown")));
  if (const auto user = user_of(payload); !user.empty()) line += " of " + printable(user);
  line += fmt::format(", pool {}, client {}", printable(pool_of(payload)), printable(client_of(payload)));
  if (const auto expires = jose::time_claim(payload, "exp"))
    line += ", " + format_expiry(*expires, evidence.now);
  if (!evidence.faults.empty()) return line;
  return line + (evidence.signature_checked ? ", good for the profile's pool" : ", signature not checked");
}

// A query may hold secrets.
std::string shown_url(const Url& url) {
  return printable(url.origin() + url.path) + (url.query.empty() ? "" : "?…");
}

std::string text_of_challenge(const call::explain::ChallengeHeader& challenge) {
  std::string text = printable(challenge.scheme);
  for (const auto& [name, value] : challenge.parameters) {
    if (!value.empty()) text += fmt::format(", {}: {}", printable(name), printable(value));
  }
  return text;
}

std::string answer_lines(const Reading& reading) {
  std::string text = fmt::format("answer   status {}", reading.status);
  if (!reading.words.empty()) text += fmt::format(" \"{}\"", reading.words);
  if (!reading.type.empty()) text += fmt::format(" ({})", reading.type);
  text += '\n';
  for (const auto& challenge : reading.challenges)
    text += fmt::format("         it asks for {}\n", text_of_challenge(challenge));
  return text;
}

Json value_of_token(const Evidence& evidence) {
  if (!evidence.token) return {{"reason", jose::code_of(evidence.unreadable)}, {"message", evidence.problem}};
  const Json& payload = evidence.token->payload;
  Json value = {{"token_use", payload.value("token_use", Json())},
                {"username", user_of(payload)},
                {"user_pool", pool_of(payload)},
                {"client_id", client_of(payload)},
                {"signature_checked", evidence.signature_checked}};
  if (const auto expires = jose::time_claim(payload, "exp")) value["expires_at"] = format_rfc3339(*expires);
  Json reasons = Json::array();
  for (const auto& fault : evidence.faults) reasons.push_back(jose::code_of(fault.reason));
  value["faults"] = std::move(reasons);
  return value;
}

Json value_of_answer(const Reading& reading) {
  Json challenges = Json::array();
  for (const auto& challenge : reading.challenges) {
    Json parameters = Json::object();
    for (const auto& [name, value] : challenge.parameters) parameters[name] = value;
    challenges.push_back({{"scheme", challenge.scheme}, {"parameters", std::move(parameters)}});
  }
  return {{"status", reading.status},
          {"refused", reading.refused},
          {"type", reading.type},
          {"message", reading.words},
          {"challenges", std::move(challenges)}};
}

Json value_of_causes(const std::vector<Cause>& causes) {
  Json list = Json::array();
  for (const auto& cause : causes) {
    list.push_back({{"code", cause.code},
                    {"weight", name_of(cause.weight)},
                    {"summary", cause.summary},
                    {"evidence", cause.evidence},
                    {"fix", cause.fix}});
  }
  return list;
}

bool for_people(Context& context) {
  return !context.globals().query && output_format(context, Format::text) == Format::text;
}

bool has_token(const Evidence& evidence) {
  return evidence.token || evidence.unreadable != jose::Reason::ok;
}

}  // namespace

std::string text_of_evidence(const Evidence& evidence, bool was_sent) {
  std::string text;
  if (has_token(evidence)) text += fmt::format("token    {}\n", token_line(evidence));
  if (evidence.request) {
    const auto& request = *evidence.request;
    text += fmt::format("request  {}{} {} {}\n", was_sent ? "sent: " : "", request.method,
                        shown_url(request.url), sentence_of(request.form));
  }
  if (evidence.answer) text += answer_lines(call::explain::read_answer(*evidence.answer));
  if (evidence.live && evidence.live->code.empty())
    text += "live     Cognito takes the session's access token\n";
  return text;
}

std::string text_of_causes(const std::vector<Cause>& causes) {
  std::string text;
  for (std::size_t at = 0; at < causes.size() && at < kMostShown; ++at) {
    const Cause& cause = causes[at];
    text += fmt::format("{}. {} ({})\n", at + 1, cause.summary, cause.code);
    if (!cause.evidence.empty()) text += fmt::format("   why: {}\n", cause.evidence);
    if (!cause.fix.empty()) text += fmt::format("   fix: {}\n", cause.fix);
  }
  return text;
}

Json value_of_explanation(const Evidence& evidence, const std::vector<Cause>& causes, bool was_sent) {
  Json value = Json::object();
  if (has_token(evidence)) value["token"] = value_of_token(evidence);
  if (evidence.request) {
    const auto& request = *evidence.request;
    value["request"] = {{"method", request.method},
                        {"url", shown_url(request.url)},
                        {"header", request.header_name},
                        {"form", name_of(request.form)},
                        {"sent", was_sent}};
  }
  if (evidence.answer) value["answer"] = value_of_answer(call::explain::read_answer(*evidence.answer));
  value["causes"] = value_of_causes(causes);
  return value;
}

int print_explanation(Context& context, const Evidence& evidence, bool was_sent) {
  const auto causes = call::explain::explain(evidence);
  if (for_people(context)) {
    std::string text = text_of_evidence(evidence, was_sent);
    text += causes.empty() ? std::string("nothing wrong was found\n") : text_of_causes(causes);
    context.io().out.write(text);
  } else {
    print_value(context, value_of_explanation(evidence, causes, was_sent));
  }
  return causes.empty() ? 0 : 1;
}

void tell_why(Context& context, const call::Exchange& exchange) {
  if (!exchange.answer || !call::explain::read_answer(*exchange.answer).refused) return;
  const Evidence evidence = evidence_about(context, exchange, {});
  const auto causes = call::explain::explain(evidence);
  if (context.globals().json_errors) {
    context.io().err.write(json_text(value_of_explanation(evidence, causes, true)) + '\n');
  } else {
    context.io().err.write(text_of_evidence(evidence, true) + text_of_causes(causes));
  }
}

int print_causes(Context& context, const std::vector<Cause>& causes) {
  if (for_people(context)) {
    context.io().out.write(text_of_causes(causes));
  } else {
    print_value(context, Json{{"causes", value_of_causes(causes)}});
  }
  return causes.empty() ? 0 : 1;
}

}  // namespace cauth::cli
