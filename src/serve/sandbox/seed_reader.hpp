#pragma once

#include "base/json.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {

/// Reads one object of a seed member by member; everything it does not ask for is an error, so that a
/// mistyped name is not silently without effect. All of it throws Error{usage} naming the member's path.
class SeedReader {
 public:
  /// `path` is empty for the whole text.
  SeedReader(const Json& object, std::string path, std::string_view seed_name);

  std::optional<std::string> text(std::string_view name);
  std::string required_text(std::string_view name);
  bool boolean(std::string_view name, bool otherwise);
  std::optional<std::size_t> number(std::string_view name);
  /// "2s", "1h30m", or a number of seconds; whole seconds, at least `least`.
  std::optional<std::chrono::seconds> duration(std::string_view name, std::chrono::seconds least);
  std::vector<std::string> texts(std::string_view name);
  std::map<std::string, std::string> text_map(std::string_view name);
  /// Calls `read` with a reader for each object of an array, and calls its `finish`.
  void each(std::string_view name, const std::function<void(SeedReader&)>& read);
  /// The same for one object, if it is there.
  void object(std::string_view name, const std::function<void(SeedReader&)>& read);

  /// Error for a member that nobody asked for.
  void finish() const;
  [[noreturn]] void fail(std::string_view name, std::string_view problem) const;

 private:
  const Json* find(std::string_view name);
  std::string path_of(std::string_view name) const;

  const Json& object_;
  std::string path_;
  std::string_view seed_name_;
  std::vector<std::string> asked_for_;
};

}  // namespace cauth::serve::sandbox
