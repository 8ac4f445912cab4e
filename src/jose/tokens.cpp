#include "jose/tokens.hpp"

#include <array>

namespace cauth::jose {
namespace {

constexpr std::array kUses = {TokenUse::id, TokenUse::access, TokenUse::refresh};

}  // namespace

std::string_view name_of(TokenUse use) {
  switch (use) {
    case TokenUse::id: return "id";
    case TokenUse::access: return "access";
    case TokenUse::refresh: return "refresh";
  }
  return {};
}

std::optional<TokenUse> token_use_named(std::string_view name) {
  for (const TokenUse use : kUses) {
    if (name_of(use) == name) return use;
  }
  return std::nullopt;
}

Tokens Tokens::clone() const {
  Tokens copy;
  if (id) copy.id = id->clone();
  if (access) copy.access = access->clone();
  if (refresh) copy.refresh = refresh->clone();
  copy.obtained = obtained;
  return copy;
}

const Token* Tokens::find(TokenUse use) const {
  if (use == TokenUse::id) return id ? &*id : nullptr;
  if (use == TokenUse::access) return access ? &*access : nullptr;
  return nullptr;
}

}  // namespace cauth::jose
