#include "jose/verdict.hpp"

namespace cauth::jose {

std::string_view code_of(Reason reason) {
  switch (reason) {
    case Reason::ok: return "ok";
    case Reason::too_large: return "too_large";
    case Reason::malformed: return "malformed";
    case Reason::encrypted_token: return "encrypted_token";
    case Reason::alg_not_allowed: return "alg_not_allowed";
    case Reason::critical_header: return "critical_header";
    case Reason::wrong_issuer: return "wrong_issuer";
    case Reason::unknown_kid: return "unknown_kid";
    case Reason::weak_key: return "weak_key";
    case Reason::key_not_for_this: return "key_not_for_this";
    case Reason::bad_signature: return "bad_signature";
    case Reason::invalid_claim: return "invalid_claim";
    case Reason::wrong_token_use: return "wrong_token_use";
    case Reason::wrong_client: return "wrong_client";
    case Reason::expired: return "expired";
    case Reason::not_yet_valid: return "not_yet_valid";
    case Reason::issued_in_future: return "issued_in_future";
    case Reason::missing_scope: return "missing_scope";
    case Reason::missing_group: return "missing_group";
  }
  return "";
}

}  // namespace cauth::jose
