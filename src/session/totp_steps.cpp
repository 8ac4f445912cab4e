#include "session/totp_steps.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "session/file_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>

namespace cauth::session {
namespace {

constexpr std::chrono::seconds kStepLockWait{10};
constexpr std::size_t kLargestFile = 64;

// A step that lies further ahead was noted under a clock that was wrong: nobody waits for it.
constexpr std::uint64_t kFurthestAhead = 10;

std::uint64_t next_after(const std::filesystem::path& path, std::uint64_t earliest) {
  const auto text = read_file_if_there(path, kLargestFile);
  const auto last = text ? parse_number<std::uint64_t>(trim(*text)) : std::nullopt;
  if (!last || *last > earliest + kFurthestAhead) return earliest;
  return std::max(earliest, *last + 1);
}

}  // namespace

std::uint64_t take_totp_step(const TotpOwner& owner, std::uint64_t earliest, const Environ& env,
                             Clock& clock) {
  const auto state = env.state_dir();
  if (!state) return earliest;
  try {
    const auto folder = *state / "totp";
    make_private_folder(folder);
    const std::string name = file_name_for(owner.username, {owner.endpoint, owner.pool, owner.username});
    const FileLock lock("the count of codes", folder / (name + ".lock"), clock.now() + kStepLockWait, clock);
    const auto path = folder / (name + ".step");
    const std::uint64_t step = next_after(path, earliest);
    write_private_file(path, fmt::format("{}\n", step), Durable::no);
    return step;
  } catch (const Error& error) {
    // What cannot be kept here costs a refusal at worst.
    if (error.category == Category::interrupted) throw;
    return earliest;
  }
}

}  // namespace cauth::session
