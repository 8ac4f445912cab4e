#include "session/secret_shelf.hpp"

#include "base/error.hpp"
#include "session/helper_shelf.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <system_error>
#include <utility>

namespace cauth::session {
namespace {

constexpr std::size_t kLargestText = std::size_t{256} * 1024;

class FileShelf : public SecretShelf {
 public:
  FileShelf(const ShelfKind& kind, const Environ& env) : kind_(kind), env_(env) {
    if (const auto state = env.state_dir()) folder_ = *state / kind.folder;
  }

  std::vector<std::string> names() const override {
    std::vector<std::string> found;
    if (folder_.empty()) return found;
    std::error_code problem;
    for (auto at = std::filesystem::directory_iterator(folder_, problem);
         !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
      if (at->path().extension() == kExtension) found.push_back(at->path().stem().string());
    }
    if (problem && problem != std::errc::no_such_file_or_directory) {
      throw usage_error(fmt::format("cannot look into \"{}\": {}", folder_.string(), problem.message()));
    }
    return found;
  }

  std::optional<SecretString> read(const std::string& name) const override {
    if (folder_.empty()) return std::nullopt;
    return read_secret_file_if_there(path_of(name), kLargestText);
  }

  void write(const std::string& name, const SecretString& text) override {
    const auto folder = state_folder(env_) / kind_.folder;
    make_private_folder(folder);
    write_private_file(path_of(name), text.reveal());
  }

  void remove(const std::string& name) override {
    if (!folder_.empty()) remove_file(path_of(name));
  }

  std::string place_of(const std::string& name) const override {
    return fmt::format("the {} file \"{}\"", kind_.singular, path_of(name).string());
  }
  std::string way_to_remove(const std::string& /*name*/) const override { return "remove the file"; }

 private:
  std::filesystem::path path_of(const std::string& name) const {
    return folder_ / (name + std::string(kExtension));
  }

  ShelfKind kind_;
  const Environ& env_;
  std::filesystem::path folder_;  // empty: there is no home folder
};

}  // namespace

std::unique_ptr<SecretShelf> open_shelf(const StoreChoice& choice, const ShelfKind& kind,
                                        const Environ& env) {
  if (choice.helper.empty()) return std::make_unique<FileShelf>(kind, env);
  return std::make_unique<HelperShelf>(kind, choice.helper, env);
}

FileLock lock_text(const ShelfKind& kind, const std::string& name, const std::filesystem::path& state,
                   Clock& clock, std::chrono::milliseconds wait) {
  const auto folder = state / kind.folder;
  make_private_folder(folder);
  return {fmt::format("the {}", kind.singular), folder / (name + ".lock"), clock.now() + wait, clock};
}

}  // namespace cauth::session
