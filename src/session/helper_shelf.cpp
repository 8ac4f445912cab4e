#include "session/helper_shelf.hpp"

#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace cauth::session {
namespace {

// A host that cannot be (RFC 2606), so that no other user of the helper takes it for a registry of its own.
constexpr std::string_view kHost = "https://cauth.invalid/";

bool is_whole(const SecretString& text) {
  ParsedJson parsed = parse_json(text.reveal());
  if (!parsed) return false;
  const WipedJson json(std::move(*parsed));
  return (*json).is_object();
}

}  // namespace

HelperShelf::HelperShelf(const ShelfKind& kind, std::string helper, const Environ& env)
    : singular_(kind.singular),
      texts_(fmt::format("{}{}/", kHost, kind.singular)),
      copies_(fmt::format("{}{}-copy/", kHost, kind.singular)),
      helper_(std::move(helper), env) {}

std::vector<std::string> HelperShelf::names() const {
  std::set<std::string> found;
  for (const std::string_view url : helper_.list()) {
    for (const std::string_view prefix : {texts_, copies_}) {
      if (url.starts_with(prefix)) found.emplace(url.substr(prefix.size()));
    }
  }
  return {found.begin(), found.end()};
}

// The text is looked at once more after its copy, since a writer may have come to its end in between.
std::optional<SecretString> HelperShelf::read(const std::string& name) const {
  std::optional<SecretString> broken;
  std::optional<Error> problem;
  for (const auto& url : {url_of(name), copy_of(name), url_of(name)}) {
    try {
      auto text = helper_.get(url);
      if (text && is_whole(*text)) return text;
      if (text && !broken) broken = std::move(text);
    } catch (const Error& error) {
      // Half an entry, maybe: thrown below, where no place has the text whole.
      if (error.category != Category::usage) throw;
      if (!problem) problem = error;
    }
  }
  if (problem && !broken) throw Error(*problem);
  return broken;
}

void HelperShelf::write(const std::string& name, const SecretString& text) {
  helper_.store(copy_of(name), text);
  helper_.store(url_of(name), text);
  helper_.erase(copy_of(name));
}

void HelperShelf::remove(const std::string& name) {
  const auto urls = helper_.list();
  // The copy first: what a broken change left must not bring the text back.
  for (const auto& url : {copy_of(name), url_of(name)}) {
    if (std::find(urls.begin(), urls.end(), url) != urls.end()) helper_.erase(url);
  }
}

std::string HelperShelf::place_of(const std::string& name) const {
  return fmt::format("the {} \"{}\" in \"{}\"", singular_, url_of(name), helper_.program());
}

std::string HelperShelf::way_to_remove(const std::string& name) const {
  return fmt::format("remove it (echo {} | {} erase)", url_of(name), helper_.program());
}

void HelperShelf::check_writable() const {
  const std::string trial = std::string(kHost) + "trial";
  helper_.store(trial, SecretString("cauth was here"));
  helper_.erase(trial);
}

}  // namespace cauth::session
