#pragma once

#include "base/error.hpp"
#include "base/file.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string_view>

namespace cauth {

/// "cannot read "NAME": no such file": what could not be done with a file, and the system's reason.
Error file_error(std::string_view what, const std::filesystem::path& path, int error_number);

/// open(2), closed on exec and begun again after a signal that is none of ours. The caller asks whether it is
/// open; why it is not stands in errno.
FileDescriptor open_file(const std::filesystem::path& path, int flags, mode_t mode = 0);

/// Error{usage} when not all of it could be written.
void write_all(const FileDescriptor& file, std::string_view text, const std::filesystem::path& path);

}  // namespace cauth
