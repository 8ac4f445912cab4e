#pragma once

#include <filesystem>

namespace cauth::test {

/// The folder tests/vectors of the sources.
std::filesystem::path vectors();

}  // namespace cauth::test
