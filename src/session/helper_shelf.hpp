#pragma once

#include "session/credential_helper.hpp"
#include "session/secret_shelf.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::session {

/// Texts that a credential helper keeps. How a helper writes is its own affair: one overwrites in place,
/// another removes and adds. So a change is written beside the text first, then over it, and only then the
/// copy goes.
class HelperShelf : public SecretShelf {
 public:
  HelperShelf(const ShelfKind& kind, std::string helper, const Environ& env);

  std::vector<std::string> names() const override;
  /// The copy counts only where the text itself is not whole, and so no JSON object. Where neither is: the
  /// text as it is, for its reader to refuse.
  std::optional<SecretString> read(const std::string& name) const override;
  void write(const std::string& name, const SecretString& text) override;
  void remove(const std::string& name) override;
  std::string place_of(const std::string& name) const override;
  std::string way_to_remove(const std::string& name) const override;

  /// Error{usage} when the helper keeps nothing: tried with a text that is no secret.
  void check_writable() const;

 private:
  std::string url_of(const std::string& name) const { return texts_ + name; }
  std::string copy_of(const std::string& name) const { return copies_ + name; }

  std::string singular_, texts_, copies_;
  CredentialHelper helper_;
};

}  // namespace cauth::session
